import { localDayOf } from '#domain';
import type { TenantDatabase } from '#persistence';

/** Reminds an office, as `app_clock`, of measures whose day of review has come: once for each day of review, one message for all of them. */
export class ReviewReminders {
  constructor(private readonly database: TenantDatabase) {}

  /** Answers of how many measures somebody was reminded now. */
  async remind(at: Date): Promise<number> {
    const [row] = await this.database.asClock((tx) => tx.query<{ reminded: number }[]>('select remind_of_reviews($1, $2) as reminded', [localDayOf(at), at]));
    return row?.reminded ?? 0;
  }
}

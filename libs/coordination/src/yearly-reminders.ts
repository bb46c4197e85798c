import { lastDueYear, localDayOf, PROGRAMME_LEAD } from '#domain';
import type { TenantDatabase } from '#persistence';

/** Reminds the leads of programmes, as `app_clock`, of figures of a year that are overdue: once for each year. */
export class YearlyReminders {
  constructor(private readonly database: TenantDatabase) {}

  /** Answers how many programmes were reminded now. */
  async remind(at: Date): Promise<number> {
    const year = lastDueYear(localDayOf(at));
    const [row] = await this.database.asClock((tx) =>
      tx.query<{ reminded: number }[]>('select remind_of_yearly_reports($1, $2, $3, $4) as reminded', [year, `${year}-12-31`, PROGRAMME_LEAD, at]),
    );
    return row?.reminded ?? 0;
  }
}

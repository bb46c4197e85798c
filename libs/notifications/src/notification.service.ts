import type { DataSource, EntityManager } from 'typeorm';
import { isTemplate } from './mail-texts.js';
import type { MailCode } from './mail-fault.js';
import type { Mailer } from './mailer.js';
import { OutboxStore } from './outbox.store.js';
import type { ClaimedNotification } from './outbox.store.js';

/** What became of one delivery. `postponed` and `dead` carry the reason. */
export type Delivery = { readonly result: 'sent' | 'nothing-to-do' } | { readonly result: 'postponed' | 'dead'; readonly code: MailCode };

/** Seconds before the next try: after the fifth failure, about 2 h 40 min after the first, the notification is dead. ASSUMPTION(adr-0007) */
const NEXT_TRY_AFTER_SECONDS = [60, 300, 1_500, 7_500];

/** Tries of many notifications that failed together are spread by up to this share, so that a mail server coming back is not overrun. */
const JITTER = 0.2;

/** These will not heal by trying again. */
const HOPELESS: readonly MailCode[] = ['template_unknown', 'no_addressee'];

export interface NotificationSettings {
  /** Null: no mail server is configured, the inbox alone tells. */
  readonly mailer: Mailer | null;
  /** Between 0 and 1; spreads the tries. */
  readonly random?: () => number;
}

/**
 * Carries notifications out of the house.
 * - Delivered once as far as mail allows: the row is locked while the mail is handed over, and a copy has the same Message-ID.
 * - Never after the answer: a settled clock's notification is left alone.
 * - A failure is written down and tried again later; the fifth ends as a dead letter. The inbox shows the message all the while.
 */
export class NotificationService {
  private readonly outbox = new OutboxStore();
  private readonly mailer: Mailer | null;
  private readonly random: () => number;

  constructor(
    private readonly db: DataSource,
    { mailer, random = Math.random }: NotificationSettings,
  ) {
    this.mailer = mailer;
    this.random = random;
  }

  /** Tries to deliver one notification; safe to call twice, late, or for an id that does not exist. */
  async deliver(id: string): Promise<Delivery> {
    // Before the lock: whoever answers the clock must not wait for a mail server that is away.
    const fault = this.mailer === null ? null : await this.mailer.fault();
    return this.db.transaction(async (tx) => {
      // The server may hang in the middle of the mail; the transaction outlives that by a margin.
      await tx.query(`set local idle_in_transaction_session_timeout = '60s'`);
      const claimed = await this.outbox.claim(tx, id);
      if (claimed === null) return { result: 'nothing-to-do' };
      if (this.mailer === null) {
        await this.outbox.markSent(tx, id, 'in_app_only');
        return { result: 'sent' };
      }
      const code = await this.hand(tx, claimed, this.mailer, fault);
      if (code !== null) return this.noteFailure(tx, claimed, code);
      await this.outbox.markSent(tx, id, null);
      return { result: 'sent' };
    });
  }

  /** How many are dead and how many seconds the longest pending one is behind. */
  figures(): Promise<{ readonly dead: number; readonly waitingSeconds: number }> {
    return this.outbox.figures(this.db.manager);
  }

  private async hand(tx: EntityManager, claimed: ClaimedNotification, mailer: Mailer, fault: MailCode | null): Promise<MailCode | null> {
    const { id, template, dueAt, createdAt } = claimed;
    if (!isTemplate(template)) return 'template_unknown';
    const recipients = await this.outbox.addresses(tx, claimed);
    if (recipients.length === 0) return 'no_addressee';
    return fault ?? mailer.send({ notificationId: id, template, dueAt, createdAt, recipients });
  }

  private async noteFailure(tx: EntityManager, { id, tries }: ClaimedNotification, code: MailCode): Promise<Delivery> {
    const seconds = NEXT_TRY_AFTER_SECONDS[tries];
    if (seconds === undefined || HOPELESS.includes(code)) {
      await this.outbox.bury(tx, id, code);
      return { result: 'dead', code };
    }
    await this.outbox.postpone(tx, id, code, seconds * (1 - JITTER + 2 * JITTER * this.random()));
    return { result: 'postponed', code };
  }
}

import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { quietUntil } from '#domain';
import type { QuietRules } from '#domain';
import { isTemplate } from './mail-texts.js';
import type { MailCode } from './mail-fault.js';
import type { Mail, Mailer } from './mailer.js';
import { OutboxStore } from './outbox.store.js';
import type { ClaimedNotification, Recipients } from './outbox.store.js';

/**
 * What became of one delivery. `postponed` and `dead` carry the reason; `waiting` is no failure: the quiet hours end or the digest leaves
 * later.
 */
export type Delivery =
  { readonly result: 'sent' | 'waiting' | 'nothing-to-do' } | { readonly result: 'postponed' | 'dead'; readonly code: MailCode };

/** Seconds before the next try: after the fifth failure, about 2 h 40 min after the first, the notification is dead. ASSUMPTION(adr-0007) */
const NEXT_TRY_AFTER_SECONDS = [60, 300, 1_500, 7_500];

/** Tries of many notifications that failed together are spread by up to this share, so that a mail server coming back is not overrun. */
const JITTER = 0.2;

/** These will not heal by trying again. */
const HOPELESS: readonly MailCode[] = ['template_unknown', 'no_addressee'];

/** So many mails an inbox gets one by one within DIGEST_MINUTES; what comes then is gathered into one. ASSUMPTION(adr-0007) */
export const DEFAULT_DIGEST_AFTER = 3;

/** The minutes in which mails to one inbox are counted, and after which a digest leaves. ASSUMPTION(adr-0007) */
export const DIGEST_MINUTES = 10;

export interface NotificationSettings {
  /** Null: no mail server is configured, the inbox alone tells. */
  readonly mailer: Mailer | null;
  /** When which role gets no mail that is not urgent; left out: none has quiet hours. */
  readonly quietHours?: QuietRules;
  /** How many mails an inbox gets one by one in ten minutes; 0 gathers none. */
  readonly digestAfter?: number;
  /** Between 0 and 1; spreads the tries. */
  readonly random?: () => number;
}

/** One try to hand mails over: within a transaction, with what is known of the mail server. */
interface Round {
  readonly tx: EntityManager;
  readonly mailer: Mailer;
  readonly fault: MailCode | null;
}

/**
 * Carries notifications out of the house.
 * - Delivered once as far as mail allows: the row is locked while the mail is handed over, and a copy has the same Message-ID.
 * - Never after the answer: a settled clock's notification is left alone.
 * - In a role's quiet hours only who is on call is mailed; else it waits. A flood to one inbox is gathered into one mail. Neither holds up an
 *   urgent message.
 * - A failure is written down and tried again later; the fifth ends as a dead letter. The inbox shows the message all the while.
 */
export class NotificationService {
  private readonly outbox = new OutboxStore();
  private readonly mailer: Mailer | null;
  private readonly quietHours: QuietRules;
  private readonly digestAfter: number;
  private readonly random: () => number;

  constructor(
    private readonly db: DataSource,
    { mailer, quietHours = {}, digestAfter = DEFAULT_DIGEST_AFTER, random = Math.random }: NotificationSettings,
  ) {
    this.mailer = mailer;
    this.quietHours = quietHours;
    this.digestAfter = digestAfter;
    this.random = random;
  }

  /** Tries to deliver one notification; safe to call twice, late, or for an id that does not exist. */
  async deliver(id: string): Promise<Delivery> {
    const { mailer } = this;
    // Before the lock: whoever answers the clock must not wait for a mail server that is away.
    const fault = mailer === null ? null : await mailer.fault();
    return this.db.transaction(async (tx) => {
      // The server may hang in the middle of the mail; the transaction outlives that by a margin.
      await tx.query(`set local idle_in_transaction_session_timeout = '60s'`);
      const place = await this.outbox.place(tx, id);
      if (place === null) return { result: 'nothing-to-do' };
      // Whoever counts the mails of an inbox must be alone with it; a flood is nothing that needs many hands.
      const counts = mailer !== null && !place.urgent && (this.digestAfter > 0 || place.digestId !== null);
      if (counts && !(await this.outbox.holdInbox(tx, place))) return { result: 'nothing-to-do' };
      const claimed = await this.outbox.claim(tx, id);
      if (claimed === null) return { result: 'nothing-to-do' };
      if (mailer === null) {
        await this.outbox.markSent(tx, [id], 'in_app_only');
        return { result: 'sent' };
      }
      const round = { tx, mailer, fault };
      return claimed.digestId === null ? this.sendAlone(round, claimed) : this.sendDigest(round, claimed.digestId, claimed);
    });
  }

  /** How many are dead and how many seconds the longest pending one is behind. */
  figures(): Promise<{ readonly dead: number; readonly waitingSeconds: number }> {
    return this.outbox.figures(this.db.manager);
  }

  private async sendAlone(round: Round, claimed: ClaimedNotification): Promise<Delivery> {
    const { tx } = round;
    const { id, template, dueAt, createdAt } = claimed;
    if (!isTemplate(template)) return this.noteFailure(tx, [claimed], 'template_unknown');
    const quiet = this.quietUntil(claimed);
    const [found] = await this.outbox.recipients(tx, [id], { onCallOnly: quiet !== null });
    const recipients = found?.addresses ?? [];
    if (recipients.length === 0) return quiet === null ? this.noteFailure(tx, [claimed], 'no_addressee') : this.wait(tx, [claimed], quiet);
    if (await this.gathered(tx, claimed)) return { result: 'waiting' };
    return this.hand(round, [claimed], { id, says: { template, dueAt }, createdAt, recipients });
  }

  /**
   * The composition is committed before: each message was put into the digest by a transaction of its own, and none joins once it may leave. So
   * a try after a crash sends the same mail, without what was settled meanwhile.
   */
  private async sendDigest(round: Round, digestId: string, claimed: ClaimedNotification): Promise<Delivery> {
    const { tx } = round;
    const all = await this.outbox.claimDigest(tx, digestId);
    if (all === null || all.length === 0) return { result: 'nothing-to-do' };
    const quiet = this.quietUntil(claimed);
    const found = await this.outbox.recipients(tx, all.map(({ id }) => id), { onCallOnly: quiet !== null });
    const reachable = found.filter(({ addresses }) => addresses.length > 0);
    if (reachable.length === 0) return quiet === null ? this.noteFailure(tx, all, 'no_addressee') : this.wait(tx, all, quiet);
    // Whoever was excluded from one of the referrals since must not learn of its message by a number: only one circle of people is kept.
    const { recipients, ids } = largestCircle(reachable);
    const inCircle = new Set(ids);
    const kept = all.filter(({ id }) => inCircle.has(id));
    await this.outbox.release(tx, idsOf(all.filter(({ id }) => !inCircle.has(id))));
    return this.hand(round, kept, { id: digestId, says: { waiting: kept.length }, createdAt: kept[0]?.createdAt ?? claimed.createdAt, recipients });
  }

  /** True when this inbox has had its mails of the last minutes: the message then waits in a digest. */
  private async gathered(tx: EntityManager, claimed: ClaimedNotification): Promise<boolean> {
    if (claimed.urgent || this.digestAfter === 0) return false;
    const { mails, until } = await this.outbox.mailsOf(tx, claimed, DIGEST_MINUTES);
    if (mails < this.digestAfter || until === null) return false;
    await this.outbox.putIntoDigest(tx, claimed.id, { newId: randomUUID(), until });
    return true;
  }

  /** By the database's time. */
  private quietUntil({ urgent, role, at }: ClaimedNotification): Date | null {
    return urgent ? null : quietUntil(role, at, this.quietHours);
  }

  private async wait(tx: EntityManager, claimed: readonly ClaimedNotification[], until: Date): Promise<Delivery> {
    await this.outbox.waitUntil(tx, idsOf(claimed), until);
    return { result: 'waiting' };
  }

  private async hand({ tx, mailer, fault }: Round, claimed: readonly ClaimedNotification[], mail: Mail): Promise<Delivery> {
    const code = fault ?? (await mailer.send(mail));
    if (code !== null) return this.noteFailure(tx, claimed, code);
    await this.outbox.markSent(tx, idsOf(claimed), null);
    return { result: 'sent' };
  }

  private async noteFailure(tx: EntityManager, claimed: readonly ClaimedNotification[], code: MailCode): Promise<Delivery> {
    const seconds = NEXT_TRY_AFTER_SECONDS[Math.min(...claimed.map(({ tries }) => tries))];
    if (seconds === undefined || HOPELESS.includes(code)) {
      await this.outbox.bury(tx, idsOf(claimed), code);
      return { result: 'dead', code };
    }
    await this.outbox.postpone(tx, idsOf(claimed), code, seconds * (1 - JITTER + 2 * JITTER * this.random()));
    return { result: 'postponed', code };
  }
}

const idsOf = (claimed: readonly ClaimedNotification[]): readonly string[] => claimed.map(({ id }) => id);

/** The people to whom most of the messages go, and those messages; of equals the ones of the oldest message. */
function largestCircle(reachable: readonly Recipients[]): { readonly recipients: readonly string[]; readonly ids: readonly string[] } {
  const circles = new Map<string, { readonly recipients: readonly string[]; readonly ids: string[] }>();
  for (const { id, addresses } of reachable) {
    const key = addresses.join(' ');
    const circle = circles.get(key) ?? { recipients: addresses, ids: [] };
    circle.ids.push(id);
    circles.set(key, circle);
  }
  return [...circles.values()].sort((one, other) => other.ids.length - one.ids.length)[0] ?? { recipients: [], ids: [] };
}

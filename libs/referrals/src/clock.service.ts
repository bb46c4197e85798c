import { decide, closedFacts } from '#domain';
import type { ClockStore, ReferralStore, TenantDatabase } from '#persistence';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { ChangeDraft } from './change-draft.js';
import { resumed } from './clock-effects.js';
import type { ContactVault } from './contact-vault.js';
import { loadCase } from './referral-case.js';
import { perform } from './referral-effects.js';
import type { ReferralStep } from './referral-step.js';

/** How many rungs one statement claims at most, so that a flood of due clocks never holds locks for long. */
const BATCH = 500;

/**
 * The system as an actor of the chain: lets due rungs fire, paused clocks go on and expired data be purged. Each call is safe to
 * repeat and to run in several workers at once; what another worker or a person holds is left to the next round. What is due is
 * decided by the database's time, so a worker with a wrong clock changes nothing.
 */
export class ClockService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ReferralStore,
    private readonly clocks: ClockStore,
    private readonly vault: ContactVault,
    /** Null in production: the database's time. Tests and the demo move an instant of their own. */
    private readonly now: (() => Date) | null,
  ) {}

  /** Fires what is due, at most `limit` rungs; answers how many fired. */
  async fireDue(limit: number = BATCH): Promise<number> {
    // One statement: a worker that is stopped between claim and commit would keep its rungs from the others until the server gives it up.
    return this.database.atOnceAsClock(async (executor) => (await this.clocks.fireDue(executor, this.now?.() ?? null, limit)).length);
  }

  /** Lets paused clocks whose time is over go on, each as a new row that says how long it stood still. */
  async resumeDue(limit: number = BATCH): Promise<number> {
    const due = await this.database.asClock(async (tx) => this.clocks.pausedDue(tx, await this.time(tx), limit));
    return eachByItself(due, (item) => this.resume(item));
  }

  /** Purges referrals whose retention period is over: the contact data and every key of them, at once. */
  async purgeDue(limit: number = BATCH): Promise<number> {
    const due = await this.database.asClock(async (tx) => this.clocks.retentionDue(tx, await this.time(tx), limit));
    return eachByItself(due, (referralId) => this.purge(referralId));
  }

  private resume(item: { readonly id: string; readonly referral_id: string }): Promise<'done' | 'nothing-to-do'> {
    return this.database.asClock(async (tx) => {
      const at = await this.time(tx);
      const loaded = await loadCase(this.store, tx, item.referral_id);
      const clock = loaded?.clocks.find((candidate) => candidate.id === item.id && candidate.settled_at === null && candidate.paused_at !== null);
      if (!loaded || !clock) return 'nothing-to-do';
      const draft = new ChangeDraft(loaded.row, { organisationId: null, userId: null, role: 'clock' }, at, loaded.row.version);
      draft.move('resume_clock', loaded.row.state, { clock: clock.kind });
      draft.replace(resumed(clock, at, newId()), 'resume_clock');
      return (await this.store.apply(tx, draft.toChange(null))).kind === 'applied' ? 'done' : 'nothing-to-do';
    });
  }

  /** Purges one referral, if its retention period is over. */
  async purge(referralId: string): Promise<'done' | 'nothing-to-do'> {
    return this.database.asClock(async (tx) => {
      const at = await this.time(tx);
      const loaded = await loadCase(this.store, tx, referralId);
      const retention = loaded?.clocks.find((clock) => clock.kind === 'retention' && clock.settled_at === null);
      if (!loaded || !retention || retention.due_at > at) return 'nothing-to-do';
      const decision = decide(loaded.row.state, 'purge', 'clock', closedFacts({}));
      if (!decision.ok) return 'nothing-to-do';
      const draft = new ChangeDraft(loaded.row, { organisationId: null, userId: null, role: 'clock' }, at, loaded.row.version);
      draft.move('purge', decision.to, {});
      const step = { input: { event: 'purge', data: {} }, draft, at, before: loaded } as unknown as ReferralStep;
      for (const effect of decision.effects) await perform(effect, step, { vault: this.vault, newId });
      return (await this.store.apply(tx, draft.toChange(null))).kind === 'applied' ? 'done' : 'nothing-to-do';
    });
  }

  private async time(tx: EntityManager): Promise<Date> {
    return this.now?.() ?? this.clocks.now(tx);
  }
}

/** One that fails does not hold up the others: they are done first, then the first failure is told. Answers how many were done. */
async function eachByItself<T>(items: readonly T[], work: (item: T) => Promise<'done' | 'nothing-to-do'>): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (const item of items) {
    await work(item).then(
      (result) => (done += result === 'done' ? 1 : 0),
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

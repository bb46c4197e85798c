import { addDays, clockFaults, instantAt, localDayOf, measureEndsAt, protectedUntil, type RuleSet } from '#domain';
import type { CheckedReferral, ClockStore, Finding, TenantDatabase, WatchStore } from '#persistence';

/** What a check saw. */
export interface CheckResult {
  readonly referrals: number;
  readonly findings: readonly Finding[];
}

/** From when the night before is checked, local: after the last day's 24:00 has fired everywhere. */
const CHECKED_FROM = '02:00';
/** A due rung that has not fired for so long is a finding; the sweep comes each second. */
const GRACE_SECONDS = 60;
/** An open referral for which nothing rings any more and of which nobody has done anything for so long is told again. ASSUMPTION(adr-0007) */
const DORMANT_DAYS = 14;
const HANDFUL = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Nothing forgotten: no open referral without the clocks that the chain demands for its state, no clock left running on one that ended,
 * no due rung unfired. Findings are codes and references; they alarm the operator. Whoever must act is reminded of referrals that lie still
 * and for which no clock of the chain rings any more.
 */
export class NightlyCheck {
  constructor(
    private readonly database: TenantDatabase,
    private readonly watch: WatchStore,
    private readonly clocks: ClockStore,
    private readonly registry: { ruleSets(): Promise<readonly RuleSet[]> },
    /** Null in production: the database's time. */
    private readonly now: (() => Date) | null = null,
  ) {}

  /** Checks the night that has not been checked, once for all workers; null when there is nothing to do. */
  async checkNight(): Promise<CheckResult | null> {
    const at = await this.time();
    const night = nightOf(at);
    if (await this.database.asClock((tx) => this.watch.isChecked(tx, night))) return null;
    const result = await this.checkNow();
    const first = await this.database.asClock(async (tx) => {
      if (!(await this.watch.conclude(tx, { night, at, ...result }))) return false;
      await this.watch.remindDormant(tx, at, DORMANT_DAYS);
      return true;
    });
    return first ? result : null;
  }

  /** Checks every referral now and writes nothing. */
  async checkNow(): Promise<CheckResult> {
    const at = await this.time();
    const ruleSets = await this.registry.ruleSets();
    const findings: Finding[] = [...(await this.database.asClock((tx) => this.watch.unfired(tx, at, GRACE_SECONDS)))];
    let referrals = 0;
    for (let after = FIRST; ;) {
      const from = after;
      const batch = await this.database.asClock((tx) => this.watch.toCheck(tx, from, HANDFUL));
      referrals += batch.length;
      findings.push(...batch.flatMap((referral) => faultsOf(referral, ruleSets, at)));
      if (batch.length < HANDFUL) return { referrals, findings };
      after = batch.at(-1)?.id ?? FIRST;
    }
  }

  private async time(): Promise<Date> {
    return this.now?.() ?? this.database.asClock((tx) => this.clocks.now(tx));
  }
}

/** The local day to which an instant's check belongs; before two in the morning it is still the day before. */
function nightOf(at: Date): string {
  const day = localDayOf(at);
  return at < instantAt(day, CHECKED_FROM) ? addDays(day, -1) : day;
}

function faultsOf(referral: CheckedReferral, ruleSets: readonly RuleSet[], at: Date): readonly Finding[] {
  const { id, reference, state, running, consented, submitted, attempted, reached } = referral;
  return clockFaults({
    state, running, consented, submitted, attempted, reached,
    feedbackConsented: referral.feedback_consented,
    attemptRuleMet: referral.attempt_rule_met,
    highRisk: referral.high_risk,
    protects: protectsAt(referral, ruleSets, at),
    courtApplied: referral.court_applied_on !== null,
    courtDecided: referral.court_decided_on !== null,
  }).map(({ code, kind }) => ({ code, referral_id: id, reference, clock_kind: kind }));
}

function protectsAt(referral: CheckedReferral, ruleSets: readonly RuleSet[], at: Date): boolean {
  const { ordered_at: orderedAt, last_day_on: lastDayOn, court_applied_on: courtAppliedOn, court_decided_on: courtDecidedOn, lifted_on: liftedOn } = referral;
  const ruleSet = ruleSets.find(({ version }) => version === referral.rule_set_version);
  if (orderedAt === null || lastDayOn === null || liftedOn !== null || ruleSet === undefined) return false;
  return measureEndsAt(protectedUntil({ orderedAt, lastDayOn, courtAppliedOn, courtDecidedOn, liftedOn }, ruleSet)) > at;
}

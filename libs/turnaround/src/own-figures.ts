import type { EntityManager } from 'typeorm';
import { COUNTS, CURVE_HOURS, hoursTo, isDue, kaplanMeier, MEASURES, median, offersOf, quarterOf, type Actor, type MeasureId, type Offers, type Period, type ReferralFacts } from '#domain';
import type { TurnaroundFactRow } from '#persistence';
import { grouped } from './grouped.js';
import { talliesAsOf } from './police-tallies.js';
import { FACTS_AS_OF, toFacts } from './stored-facts.js';

/** An organisation's own figures of one quarter, exact, as they were known at an instant. */
export interface OwnTurnaround {
  readonly quarter: string;
  /** Null: what came of the counselling is not the police's to know (chain.md, roles), and a quarter of one authority may be a single person. */
  readonly counts: Readonly<Record<MeasureId, number | null>>;
  /** Hours with one decimal; null while more than half wait for their first attempt. */
  readonly medianHours: number | null;
  /** An authority's own: null for centres, and while a month of the quarter has not been entered. */
  readonly offers: Offers | null;
}

/** What the organisation has done so far and what is due with it now, exact. */
export interface OwnFigures {
  readonly asOf: Date;
  /** Referrals of which a clock has passed: those that its list shows as overdue. */
  readonly overdueNow: number;
  readonly quarters: readonly OwnTurnaround[];
  /** Kaplan-Meier of the first attempt over the last 12 months, open referrals censored; null: there was none. */
  readonly curve: readonly OwnCurvePoint[] | null;
}

/** The share that had a first attempt so many hours after the submission, with its 95 % band. */
export interface OwnCurvePoint {
  readonly hours: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Who was still waiting, and in sight, just before. */
  readonly atRisk: number;
}

/** The actor's organisation in its own transaction, as it was known at an instant; what is overdue, as of now. */
export async function ownFigures(tx: EntityManager, actor: Actor, { asOf, now }: { readonly asOf: Date; readonly now: Date }): Promise<OwnFigures> {
  const isPolice = actor.organisationKind === 'police_authority';
  const side = isPolice ? 'police_authority_id' : 'centre_id';
  const rows = await tx.query<readonly TurnaroundFactRow[]>(`${FACTS_AS_OF} and ${side} = $4`, [new Date(0), asOf, asOf, actor.organisationId]);
  const [{ overdue }] = await tx.query<[{ overdue: number }]>(
    `select count(*)::int as overdue from referral where ${side} = $1 and next_due_at <= $2 ${isPolice ? '' : `and state <> 'purged'`}`,
    [actor.organisationId, now],
  );
  const facts = rows.map(toFacts);
  const due = facts.filter((each) => isDue(each, asOf));
  const quarters = [...grouped(due, ({ submittedAt }) => quarterOf(submittedAt))].sort(([a], [b]) => (a < b ? 1 : -1));
  const offers = isPolice ? await offersIn(tx, actor.organisationId, asOf, facts) : () => null;
  return {
    asOf,
    overdueNow: overdue,
    quarters: quarters.map(([quarter, of]) => ({ quarter, ...countOwn(of, isPolice ? OF_COUNSELLING : []), offers: offers(quarter) })),
    curve: curveOf(due, asOf),
  };
}

/** What an authority offered by quarter. Whoever was referred had consented, due or not yet. */
async function offersIn(tx: EntityManager, policeAuthorityId: string, asOf: Date, facts: readonly ReferralFacts[]): Promise<(quarter: Period) => Offers | null> {
  const tallies = await talliesAsOf(tx, policeAuthorityId, asOf);
  const consented = grouped(facts.filter(({ withdrawn }) => !withdrawn), ({ submittedAt }) => quarterOf(submittedAt));
  return (quarter) => offersOf(quarter, (month) => tallies.get(month), consented.get(quarter)?.length ?? 0);
}

const YEAR_MS = 365 * 24 * 3_600_000;

function curveOf(due: readonly ReferralFacts[], asOf: Date): readonly OwnCurvePoint[] | null {
  const lastYear = due.filter(({ submittedAt }) => asOf.getTime() - submittedAt.getTime() <= YEAR_MS);
  const steps = kaplanMeier(
    lastYear.map((facts) => {
      const seenUntil = facts.closedAt !== null && facts.closedAt < asOf ? facts.closedAt : asOf;
      return { hours: hoursTo(facts, facts.firstAttemptAt ?? seenUntil), occurred: facts.firstAttemptAt !== null };
    }),
  );
  if (lastYear.length === 0) return null;
  const begin = { hours: 0, share: 0, low: 0, high: 0, atRisk: lastYear.length };
  return [begin, ...CURVE_HOURS.map((hours) => {
    const last = steps.filter((step) => step.hours <= hours).at(-1);
    return last === undefined ? { ...begin, hours } : { hours, share: 1 - last.survival, low: 1 - last.high, high: 1 - last.low, atRisk: last.atRisk };
  })];
}

const OF_COUNSELLING: readonly MeasureId[] = ['counselledNow', 'appointment', 'declinedOffer', 'alreadySupported', 'notReached', 'notReachedUnsafe', 'notReachedWrongData'];

function countOwn(facts: readonly ReferralFacts[], hidden: readonly MeasureId[]): Pick<OwnTurnaround, 'counts' | 'medianHours'> {
  const middle = median(facts.map((each) => hoursTo(each, each.firstAttemptAt)), 1);
  return {
    counts: Object.fromEntries(MEASURES.map((id) => [id, hidden.includes(id) ? null : facts.filter(COUNTS[id]).length])) as Record<MeasureId, number | null>,
    medianHours: middle === null || !Number.isFinite(middle) ? null : Math.round(middle * 10) / 10,
  };
}

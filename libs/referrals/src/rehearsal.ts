import { chosenOn, ROUNDING_BASE, SUPPRESSION_THRESHOLD, type LocalDay, type RoutingBasis } from '#domain';
import type { RegistryView } from '#directory';
import { RoutingDecisionStore, type TenantDatabase } from '#persistence';
import { decisionsSince, toDecision } from './stored-decisions.js';

/** A count that tells nothing of a single referral: 1 to 4 are `few`. */
export type RehearsedCount = number | 'few';

/** What the decisions of the time would have been. `decisions` and `same` are rounded to multiples of five, so that no difference gives a `few` away. */
export interface RehearsalResult {
  readonly decisions: number;
  readonly same: number;
  /** Those that another centre would have got. */
  readonly elsewhere: RehearsedCount;
  /** Those for whom nobody would have been left. */
  readonly nobody: RehearsedCount;
  /** By whereabouts, only where something would change; in order of the AGS. */
  readonly municipalities: readonly { readonly ags: string; readonly elsewhere: RehearsedCount; readonly nobody: RehearsedCount }[];
}

/** The registry as it is now. */
export interface PresentRegistry {
  view(): Promise<RegistryView>;
}

interface Tally {
  elsewhere: number;
  nobody: number;
}

/**
 * Asks the questions of stored decisions again, as `app_clock`: of the registry as it is, and of the one proposed. Only what differs between these
 * two is told, so nothing that has changed since then, or was known at that hour only (absences, capacity), is taken for an effect of the change.
 * Both are taken as they would be on one day; each question keeps its own instant. Answers counts, never a referral.
 */
export class Rehearsal {
  private readonly store = new RoutingDecisionStore();

  constructor(
    private readonly database: TenantDatabase,
    private readonly present: PresentRegistry,
  ) {}

  /** `on`: a day on which the change holds; without it the proposed registry's today. */
  async run(view: RegistryView, since: Date, on: LocalDay = view.today()): Promise<RehearsalResult> {
    const now = basisOn(await this.present.view(), on);
    const proposed = basisOn(view, on);
    const places = new Map<string, Tally>();
    let decisions = 0;
    for await (const row of decisionsSince(this.database, this.store, since)) {
      decisions += 1;
      const decision = toDecision(row);
      const chosen = chosenOn(decision, proposed);
      if (chosen === chosenOn(decision, now)) continue;
      const tally = places.get(decision.question.ags) ?? { elsewhere: 0, nobody: 0 };
      tally[chosen === null ? 'nobody' : 'elsewhere'] += 1;
      places.set(decision.question.ags, tally);
    }
    return toResult(decisions, places);
  }
}

const basisOn = (view: RegistryView, day: LocalDay): RoutingBasis => ({ centres: view.routingCentres(day), calendar: view.calendar() });

function toResult(decisions: number, places: ReadonlyMap<string, Tally>): RehearsalResult {
  const sum = (of: keyof Tally): number => [...places.values()].reduce((total, tally) => total + tally[of], 0);
  const elsewhere = sum('elsewhere');
  const nobody = sum('nobody');
  return {
    decisions: rounded(decisions),
    same: rounded(decisions - elsewhere - nobody),
    elsewhere: total(elsewhere, [...places.values()].map((tally) => tally.elsewhere)),
    nobody: total(nobody, [...places.values()].map((tally) => tally.nobody)),
    municipalities: [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ags, tally]) => ({ ags, elsewhere: told(tally.elsewhere), nobody: told(tally.nobody) })),
  };
}

const rounded = (count: number): number => Math.round(count / ROUNDING_BASE) * ROUNDING_BASE;
const told = (count: number): RehearsedCount => (count > 0 && count < SUPPRESSION_THRESHOLD ? 'few' : count);

/** A total of which one part is `few` would give that part away: it is rounded then. */
const total = (count: number, parts: readonly number[]): RehearsedCount => (told(count) !== 'few' && parts.some((part) => told(part) === 'few') ? rounded(count) : told(count));

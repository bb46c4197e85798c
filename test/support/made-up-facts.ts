import { foldFacts, type FactOrigin, type FactVersion, type QuarterToCount, type ReferralFacts } from '#domain';
import { madeUpPast, type PastOptions } from '../../apps/cli/src/demo/past.js';

interface MadeUpHistory {
  readonly origin: Omit<FactOrigin, 'referralId'>;
  readonly versions: readonly FactVersion[];
}

/** Referrals of the whole Land by their facts alone, as the ledger would fold them from a history. */
export function madeUpFacts(options: PastOptions): readonly MadeUpHistory[] {
  return [...madeUpPast(options)].map(({ ags, policeAuthorityId, events }) => ({
    origin: { districtAgs: ags.slice(0, 5), policeAuthorityId },
    versions: foldFacts(events.map(({ event, at, data }) => ({ event, recordedAt: at, data }))),
  }));
}

/** The facts of the referrals of a quarter as they were known then. */
export function* knownIn(histories: readonly MadeUpHistory[], { from, until, knownAt }: QuarterToCount): Generator<readonly [MadeUpHistory['origin'], ReferralFacts]> {
  for (const { origin, versions } of histories) {
    const known = versions.findLast(({ recordedFrom }) => recordedFrom <= knownAt);
    if (known !== undefined && known.facts.submittedAt >= from && known.facts.submittedAt < until) yield [origin, known.facts];
  }
}

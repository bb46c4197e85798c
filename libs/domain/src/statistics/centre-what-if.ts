import type { Calendar } from '../calendar/calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import type { FactVersion } from './fact.js';
import type { WhatIfResult } from './replay-figures.js';
import { Replay, type RecordedCentre, type RecordedReferral, type WhatIf } from './simulation.js';

/** How much of a counsellor's open time a referral takes, where nobody has said otherwise. ASSUMPTION(adr-0007) */
export const WORKLOAD_MINUTES = 60;
/** So many replays make a band. */
export const WHAT_IF_SEEDS: readonly number[] = Array.from({ length: 100 }, (_, at) => at + 1);
/** Stands for every centre whose record is not at hand: nobody there turns to anything. */
const ELSEWHERE = 'elsewhere';

/** What a centre supposes of itself. Nothing given: as recorded. */
export interface CentreSupposition {
  /** Also there on Saturdays and Sundays, from and until 'HH:MM'. */
  readonly weekendCover?: { readonly opens: string; readonly closes: string };
  /** What it has not answered after so many elapsed hours goes to another centre. */
  readonly rerouteAfterHours?: number;
  readonly moreCounsellors?: number;
  /** Days of a measure under the supposed rule set. */
  readonly measureDays?: number;
}

/** What is recorded of one centre. */
export interface CentreOnRecord {
  readonly id: string;
  readonly hours: OpeningHours;
  readonly counsellors: number;
  readonly calendar: Calendar;
  /** Days of a measure under the rule set in force. */
  readonly measureDays: number;
}

/** A centre as it was beside as it might have been, over the same referrals: those that stay with it. */
export interface CentreWhatIf {
  readonly recorded: WhatIfResult;
  readonly supposed: WhatIfResult;
  /** How many would have gone to another centre; they are in neither figure, because nobody here knows when that one would have tried. */
  readonly leaving: number;
}

/**
 * A referral as the replay takes it, from the versions of its facts that may be known, oldest first and at least one. It came to its centre when the last
 * unbroken row of versions began that names this centre; a gap is time that it spent where it may not be known.
 */
export function recordedReferral(id: string, district: string, versions: readonly FactVersion[], workloadMinutes: number): RecordedReferral | null {
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined || last === undefined || last.facts.centreId === null) return null;
  const { facts } = last;
  const breaks = versions.findLastIndex(({ facts: { centreId }, recordedUntil }, at) => {
    const next = versions[at + 1];
    return next !== undefined && (centreId !== facts.centreId || recordedUntil?.getTime() !== next.recordedFrom.getTime());
  });
  const known = first.recordedFrom.getTime() === facts.submittedAt.getTime();
  return {
    id, district, workloadMinutes,
    submittedAt: facts.submittedAt,
    firstCentre: (known ? first.facts.centreId : null) ?? ELSEWHERE,
    answeredAt: facts.answeredAt,
    centre: last.facts.centreId,
    arrivedAt: versions[breaks + 1]?.recordedFrom ?? facts.submittedAt,
    firstAttemptAt: facts.firstAttemptAt,
    measureLastDay: facts.measureUntil,
  };
}

/** Replays the referrals of one centre, as recorded and as it supposes, in steps. With nothing supposed both are the record, exactly. */
export function* supposingCentre(
  { id, hours, counsellors, calendar, measureDays }: CentreOnRecord,
  referrals: readonly RecordedReferral[],
  supposed: CentreSupposition,
): Generator<void, CentreWhatIf> {
  const centres = new Map<string, RecordedCentre>([
    [id, { hours, counsellors, alternative: ELSEWHERE }],
    [ELSEWHERE, { hours, counsellors: 0, alternative: null }],
  ]);
  const replay = new Replay({ referrals, centres, calendar, measureDays });
  const supposition = replay.suppose(changeOf(id, supposed));
  const stays = (at: number): boolean => supposition.centres[at] === id;
  const [recorded] = yield* replay.distributing(replay.suppose({}), [0], [stays]);
  const [after] = yield* replay.distributing(supposition, WHAT_IF_SEEDS, [stays]);
  if (recorded === undefined || after === undefined) throw new RangeError('a replay tells each part that it was asked for');
  return { recorded, supposed: after, leaving: referrals.length - after.referrals };
}

const changeOf = (centre: string, { weekendCover, rerouteAfterHours, moreCounsellors, measureDays }: CentreSupposition): WhatIf => ({
  ...(weekendCover === undefined ? {} : { weekendCover: [{ centre, ...weekendCover }] }),
  ...(rerouteAfterHours === undefined ? {} : { rerouteAfterHours }),
  ...(moreCounsellors === undefined ? {} : { moreCounsellors: [{ centre, by: moreCounsellors }] }),
  ...(measureDays === undefined ? {} : { measureDays }),
});

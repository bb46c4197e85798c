import type { LocalModelText, ModelTag, ModelUse } from './local-model.js';

/** What a district can lack, as far as it shows in the coverage of the registry and in published figures. */
export const MODEL_NEEDS = ['weekend_gap', 'no_male_cover', 'declined_for_capacity'] as const;
export type ModelNeed = (typeof MODEL_NEEDS)[number];

/** Which models help against it. */
const TAG_OF: Readonly<Record<ModelNeed, ModelTag>> = { weekend_gap: 'weekend_cover', no_male_cover: 'male_victims', declined_for_capacity: 'capacity' };

/** From this share of a year's referrals that a centre declined for capacity somebody has to act. */
// ASSUMPTION(adr-0007): one in ten; no source gives a share
const CAPACITY_SHARE = 0.1;

/** So many of so many: municipalities, or the published referrals of a year. */
export interface PartOf {
  readonly part: number;
  readonly of: number;
}

/** What is known of a district. Of the coverage numbers of municipalities; of the figures what was published of a settled year. */
export interface DistrictFinding {
  readonly districtAgs: string;
  readonly municipalities: number;
  /** Where on the Saturday or on the Sunday to come nobody is open or on call all day. */
  readonly withoutWeekend: number;
  /** Where nobody may be named for a man at any hour. */
  readonly withoutMen: number;
  /** Declined for capacity out of all referrals; null where either is hidden or not told. */
  readonly declinedCapacity: PartOf | null;
}

/** One need of one district, with the numbers it is read from. */
export interface DistrictNeed extends PartOf {
  readonly districtAgs: string;
  readonly need: ModelNeed;
}

/** True where it is known whether a district has a need: the cover of the registry always is, a figure only where it was published. */
export const isKnown = (need: ModelNeed, { declinedCapacity }: Pick<DistrictFinding, 'declinedCapacity'>): boolean => need !== 'declined_for_capacity' || declinedCapacity !== null;

/** The needs of a district. What is hidden is no need: nobody is told of a gap that no figure shows. */
export function needsOf({ districtAgs, municipalities, withoutWeekend, withoutMen, declinedCapacity }: DistrictFinding): readonly DistrictNeed[] {
  const places = (need: ModelNeed, part: number): readonly DistrictNeed[] => (part > 0 ? [{ districtAgs, need, part, of: municipalities }] : []);
  const declined = declinedCapacity !== null && declinedCapacity.part > 0 && declinedCapacity.part >= declinedCapacity.of * CAPACITY_SHARE ? [{ districtAgs, need: 'declined_for_capacity' as const, ...declinedCapacity }] : [];
  return [...places('weekend_gap', withoutWeekend), ...places('no_male_cover', withoutMen), ...declined];
}

/** What is read of a model to hold it against a need. */
export type MatchedModel = Pick<LocalModelText, 'tags' | 'standing'> & { readonly id: string; readonly unchecked: boolean; readonly uses: readonly ModelUse[] };

/** Models against one need: those that work in a district which does not have it now, and those that only say they would help. */
export interface ModelsForNeed {
  readonly closed: readonly string[];
  readonly others: readonly string[];
}

/**
 * The models that fit a need, each list with the checked and established ones first. A gap counts as closed where the model is in use and the
 * district is known to be without such a need now: what holds today is looked at, not what the entry claims, and what is hidden proves nothing.
 * Given-up models are not named.
 */
export function modelsFor(need: ModelNeed, models: readonly MatchedModel[], without: ReadonlySet<string>): ModelsForNeed {
  const fitting = models.filter(({ tags, standing }) => tags.includes(TAG_OF[need]) && standing !== 'ended').sort(byWorth);
  const closedOne = ({ uses }: MatchedModel): boolean => uses.some(({ districtAgs }) => without.has(districtAgs));
  return { closed: fitting.filter(closedOne).map(({ id }) => id), others: fitting.filter((model) => !closedOne(model)).map(({ id }) => id) };
}

const worthOf = ({ unchecked, standing }: MatchedModel): number => (unchecked ? 0 : 4) + { established: 2, tried: 1, idea: 0, ended: 0 }[standing];
const byWorth = (a: MatchedModel, b: MatchedModel): number => worthOf(b) - worthOf(a) || b.uses.length - a.uses.length || (a.id < b.id ? -1 : 1);

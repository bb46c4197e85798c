/** Why a shelter for men turned somebody away. ASSUMPTION(adr-0007): no published list was found. */
export const PLACE_REFUSALS = ['full', 'children_not_possible', 'language', 'accessibility', 'not_target_group', 'safety', 'other'] as const;
export type PlaceRefusal = (typeof PLACE_REFUSALS)[number];

/** How long somebody had stayed who moved out; at most about three months (domain.md 4, S96–S98). The limits of the bands: ASSUMPTION(adr-0007) */
export const STAY_BANDS = ['up_to_1_week', 'weeks_1_to_4', 'months_1_to_3', 'over_3_months'] as const;
export type StayBand = (typeof STAY_BANDS)[number];

/** What a shelter counts of a month: refusals by reason, and stays that ended by their length. No person, no day. */
export interface PlaceTally {
  readonly refusals: Readonly<Record<PlaceRefusal, number>>;
  readonly stays: Readonly<Record<StayBand, number>>;
}

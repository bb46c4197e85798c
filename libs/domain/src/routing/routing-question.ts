import type { OpeningHours } from '../calendar/opening-hours.js';
import type { CapacityNote } from '../organisation/capacity.js';
import type { CentreKind } from '../organisation/centre-kind.js';
import type { TargetGroup } from '../referral/codes.js';

/** A stretch of time, end exclusive. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** Who of a centre can be expected to be there. Holds no names and no ids. */
export interface Presence {
  /** One entry per person of the centre who may sign in: when she or he is away. An empty list: nobody may sign in, so nobody is ever there. */
  readonly staff: readonly { readonly away: readonly Span[] }[];
  /** When somebody of the centre is on call. */
  readonly onCall: readonly Span[];
}

/** A centre as the routing sees it on one day. `catchment` holds the AGS (8 digits) of the municipalities it serves. */
export interface RoutingCentre {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly kind: CentreKind;
  readonly catchment: readonly string[];
  readonly targetGroups: readonly TargetGroup[];
  /** BCP 47 tags of the languages in which it counsels. */
  readonly languages: readonly string[];
  readonly acceptsMinors: boolean;
  readonly openingHours: OpeningHours;
  /** Null: nothing is known of its room, and nothing follows from it. */
  readonly capacity: CapacityNote | null;
  /** Null: nothing is known of its people, and nothing follows from it. */
  readonly presence: Presence | null;
}

/** Where the endangered person is now, and what she or he needs and agreed to. */
export interface RoutingQuestion {
  /** Municipality of the present whereabouts, never of the deployment. */
  readonly ags: string;
  readonly targetGroup: TargetGroup;
  readonly minor: boolean;
  /** BCP 47 tags of the languages the person speaks; empty: not known, then no centre is preferred for its languages. */
  readonly languages: readonly string[];
  readonly at: Date;
  /** Centres that declined, or that must not learn of it (mutual allegation, conflict of interest). */
  readonly excludedCentreIds: readonly string[];
  /** Null before a consent exists: then nothing is left out on its account. */
  readonly consent: { readonly scope: 'named_centre' | 'other_suitable'; readonly namedCentreId: string | null } | null;
}

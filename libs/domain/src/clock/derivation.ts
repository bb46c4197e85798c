import type { LocalDay } from '../calendar/zone.js';
import type { ClockKind } from './clock-kinds.js';
import type { Duration } from './duration.js';

/** When a clock that waits for the centre begins to count if it starts while the centre is closed. */
export const OUTSIDE_HOURS = ['at_once', 'from_opening'] as const;
export type OutsideHours = (typeof OUTSIDE_HOURS)[number];

/** What of the registry changed, so that running clocks were computed anew. */
export const RECOMPUTATION_REASONS = ['calendar', 'closure', 'agreement', 'opening_hours'] as const;
export type RecomputationReason = (typeof RECOMPUTATION_REASONS)[number];

/** One reason why a due instant lies where it lies; parameters are plain strings, days as 'YYYY-MM-DD', instants in ISO 8601. */
export type DerivationStep =
  | { readonly code: 'holiday'; readonly params: { readonly day: LocalDay; readonly name: string } }
  | { readonly code: 'weekend'; readonly params: { readonly day: LocalDay } }
  | { readonly code: 'closure'; readonly params: { readonly from: LocalDay; readonly to: LocalDay; readonly reason: string } }
  | { readonly code: 'dst_forward' | 'dst_back'; readonly params: { readonly day: LocalDay } }
  | { readonly code: 'form_date'; readonly params: { readonly lastDayOn: LocalDay; readonly computedOn: LocalDay } }
  | {
      readonly code: 'court_applied' | 'court_decided' | 'after_first_measure' | 'capped_by_measure';
      readonly params: { readonly day: LocalDay };
    }
  | {
      /** The centre was closed when the clock started. `counts`: whether the time runs at once or from the next opening, as the agreement says. */
      readonly code: 'outside_hours';
      readonly params: { readonly opensAt: string; readonly counts: OutsideHours };
    }
  | { readonly code: 'recomputed'; readonly params: { readonly at: string; readonly instead: string; readonly reason: RecomputationReason } }
  | { readonly code: 'paused'; readonly params: { readonly from: string; readonly until: string; readonly reason: string } };

/**
 * Why a clock is due when it is due: stored beside the instant, survives JSON, and is made into a sentence by `explain`.
 * `startedAt` and `dueAt` are ISO 8601 in UTC; `endsDay` says that the due instant is the 24:00 of a day.
 */
export interface Derivation {
  readonly kind: ClockKind;
  readonly startedAt: string;
  readonly rule: Duration;
  readonly steps: readonly DerivationStep[];
  readonly dueAt: string;
  readonly endsDay: boolean;
}

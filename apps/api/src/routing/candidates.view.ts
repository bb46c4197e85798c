import { CANDIDATE_REASONS, EXCLUSION_REASONS } from '#domain';
import { Flag, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView } from '../referrals/referral.view.js';

export class CandidateView {
  @Nested(() => NamedView) centre: NamedView;
  @Whole({ min: 1, max: 1_000 }) rank: number;
  @OneOf(CANDIDATE_REASONS, { list: 20 }) reasons: readonly string[];
  @Flag() openNow: boolean;
  @Instant({ optional: true }) opensAt: Date | null;
  @Flag() dailyService: boolean;
  @Instant({ optional: true, description: 'While closed: until when somebody of the centre is on call. Null: open, or nobody is on call.' }) onCallUntil: Date | null;
  @Text({ optional: true, max: 100, description: 'The centre’s telephone for organisations, from the directory.' }) phone: string | null;
  @Instant({ optional: true, description: 'When the first contact would have to be tried if it were handed over now; null when no due time can be said.' }) contactDueAt: Date | null;
  @Flag({ description: 'The centre opens only after that, and nobody is on call.' }) opensTooLate: boolean;
}

export class ExcludedCentreView {
  @Nested(() => NamedView) centre: NamedView;
  @OneOf(EXCLUSION_REASONS, { list: 20 }) reasons: readonly string[];
}

export class AlternativeView {
  @Nested(() => NamedView) centre: NamedView;
  @Whole({ min: 0, max: 1_000, optional: true, description: 'As the crow flies, in whole kilometres; null when unknown.' }) kilometres: number | null;
  @Text({ optional: true, max: 100, description: 'The centre’s telephone for organisations, from the directory.' }) phone: string | null;
}

export class CandidatesView {
  @Nested(() => CandidateView, { list: 1_000 }) candidates: readonly CandidateView[];
  @Nested(() => ExcludedCentreView, { list: 1_000 }) excluded: readonly ExcludedCentreView[];
  @Nested(() => AlternativeView, { list: 3, description: 'Where there is no candidate: the nearest centres that would fit but for their area.' }) alternatives: readonly AlternativeView[];
  @Nested(() => NamedView) authority: NamedView;
  @Text({ max: 200, description: 'A helpline for the time until a centre opens: name and number.' }) hotline: string;
}

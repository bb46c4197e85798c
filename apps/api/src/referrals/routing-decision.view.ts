import { CANDIDATE_REASONS, ROUTING_EVENTS } from '#domain';
import { Instant, Nested, OneOf, Whole } from '../http/fields.js';
import { ExcludedCentreView } from '../routing/candidates.view.js';
import { NamedView } from './referral.view.js';

export class RankedCentreView {
  @Nested(() => NamedView) centre: NamedView;
  @Whole({ min: 1, max: 1_000 }) rank: number;
  @OneOf(CANDIDATE_REASONS, { list: 20 }) reasons: readonly string[];
}

export class RoutingDecisionView {
  @OneOf(ROUTING_EVENTS) event: string;
  @Instant() decidedAt: Date;
  @Nested(() => NamedView, { optional: true }) chosen: NamedView | null;
  @Whole({ min: 1, max: 1_000, optional: true, description: 'Of the chosen centre among the candidates: 1 is the routing’s own proposal, any other a person’s choice.' }) rank: number | null;
  @Nested(() => RankedCentreView, { list: 1_000 }) candidates: readonly RankedCentreView[];
  @Nested(() => ExcludedCentreView, { list: 1_000 }) excluded: readonly ExcludedCentreView[];
}

export class RoutingDecisionsView {
  @Nested(() => RoutingDecisionView, { list: 100, description: 'Oldest first.' }) items: readonly RoutingDecisionView[];
}

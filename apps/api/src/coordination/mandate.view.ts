import { Day, Flag, Id, Instant, Nested, Text, Whole } from '../http/fields.js';

export class MandateView {
  @Id() id: string;
  @Text({ max: 80 }) seat: string;
  @Text({ max: 120 }) delegate: string;
  @Text({ max: 120, optional: true }) deputy: string | null;
  @Day() startsOn: string;
  @Day({ optional: true }) endsOn: string | null;
  /** It ends within 90 days, and nobody follows on its seat. */
  @Flag() endsSoon: boolean;
}

/** A version of a position before the newest. */
export class EarlierPaperView {
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Text({ max: 200 }) title: string;
  @Text({ max: 10_000, pii: 'free' }) content: string;
  @Instant() writtenAt: Date;
  @Text({ max: 200, optional: true }) writtenBy: string | null;
  @Instant({ optional: true }) approvedAt: Date | null;
  @Text({ max: 200, optional: true }) approvedBy: string | null;
}

export class PositionPaperView {
  @Id() id: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Text({ max: 200 }) title: string;
  @Text({ max: 10_000, pii: 'free' }) content: string;
  @Instant() writtenAt: Date;
  @Text({ max: 200, optional: true }) writtenBy: string | null;
  /** Written by whoever reads it: somebody else approves it. */
  @Flag() own: boolean;
  @Instant({ optional: true }) approvedAt: Date | null;
  @Text({ max: 200, optional: true }) approvedBy: string | null;
  /** The newest version that was approved; null: none. */
  @Whole({ min: 1, max: 1_000_000, optional: true }) approvedVersion: number | null;
  @Nested(() => EarlierPaperView, { list: 1_000, description: 'The versions before, the newest first.' }) earlier: readonly EarlierPaperView[];
}

export class ExpertBodyView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @Nested(() => MandateView, { list: 500 }) mandates: readonly MandateView[];
  /** From today on. */
  @Day({ list: 500 }) sittings: readonly string[];
  @Nested(() => PositionPaperView, { list: 500 }) papers: readonly PositionPaperView[];
}

import { PATH_STEPS } from '#domain';
import { Day, Flag, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

const PERIOD = /^20\d{2}(-Q[1-4])?$/;
const MOST = 100_000_000;

export class PathsPublicationView {
  @Text({ max: 7, pattern: PERIOD }) period: string;
  /** The last day as of which the paths of the period are told; those of another day are the same. */
  @Day() asOf: string;
}

export class PathView {
  @OneOf(PATH_STEPS, { list: 12 }) steps: readonly string[];
  /** Rounded to five. */
  @Whole({ min: 5, max: MOST }) referrals: number;
  /** The median of the hours before each step after the first. */
  @Whole({ min: 0, max: MOST, list: 12 }) hours: readonly number[];
}

export class PathsReportView {
  @Text({ max: 7, pattern: PERIOD }) period: string;
  @Day() asOf: string;
  /** As it was known on this day. */
  @Day() settledOn: string;
  @Instant() publishedAt: Date;
  /** Of the bytes that were published. */
  @Text({ max: 64 }) sha256: string;
  /** Rounded to five; null: fewer than fifty, then no path is told. */
  @Whole({ min: 0, max: MOST, optional: true }) referrals: number | null;
  /** The most travelled first. */
  @Nested(() => PathView, { list: 200 }) paths: readonly PathView[];
  /** Whether an event log is made of them: not of more than 500,000 events. */
  @Flag() hasLog: boolean;
  /** Those that took any other path. */
  @Whole({ min: 0, max: MOST, optional: true }) others: number | null;
}

import { EXCHANGE_PROBLEMS, REGISTRY_PROBLEMS } from '#directory';
import { TARGET_GROUPS } from '#domain';
import { BaseDto, CentreDto } from '../directory/registry-change.dto.js';
import { Flag, Nested, OneOf, Text, Whole } from '../http/fields.js';

/** Problems that an answer tells at most; a file with more is mended and read again. */
export const MOST_PROBLEMS = 1_000;

/** Something that speaks against a file, to the line, the column and the municipality. Never what stood in a cell. */
export class ReadingProblemView {
  @OneOf([...EXCHANGE_PROBLEMS, ...REGISTRY_PROBLEMS]) code: string;
  @OneOf(['refused', 'warned']) severity: string;
  @Whole({ min: 1, max: 1_000_000, optional: true, description: 'The row of a spreadsheet, the line of a CSV file; the first is 1.' }) line: number | null;
  @Text({ max: 40, optional: true, description: 'The name of a field of a centre, or the letters of a column that has no name here.' }) column: string | null;
  @Text({ max: 40, optional: true, description: 'The code of the centre.' }) centre: string | null;
  @Text({ max: 8, optional: true }) ags: string | null;
  @Text({ max: 120, optional: true }) municipality: string | null;
  @OneOf(TARGET_GROUPS, { optional: true }) targetGroup: string | null;
}

export class ReadingPlaceView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120, optional: true }) name: string | null;
}

/** A centre that the file enters or changes; what it would be stands in `centres` under the same code. */
export class ReadingChangeView {
  @Text({ max: 40 }) code: string;
  @OneOf(['added', 'changed']) change: string;
  @Nested(() => CentreDto, { optional: true, description: 'As it is now; null of one that is new.' }) before: CentreDto | null;
  @Nested(() => CentreDto) after: CentreDto;
  @Text({ max: 40, list: 20, description: 'The fields that differ, the catchment apart.' }) fields: readonly string[];
  @Nested(() => ReadingPlaceView, { list: 1_000 }) catchmentAdded: readonly ReadingPlaceView[];
  @Nested(() => ReadingPlaceView, { list: 1_000 }) catchmentRemoved: readonly ReadingPlaceView[];
}

export class NotMentionedView {
  @Text({ max: 60 }) code: string;
  @Text({ max: 200 }) name: string;
}

/** What a file would do. It can be proposed when `centres` is not empty: with one refused problem it is. */
export class RegistryReadingView {
  @Nested(() => ReadingProblemView, { list: MOST_PROBLEMS }) problems: readonly ReadingProblemView[];
  @Whole({ min: 0, max: 1_000_000, description: 'All of them; the list tells the first thousand.' }) problemsInAll: number;
  @Nested(() => ReadingChangeView, { list: 5_000 }) changes: readonly ReadingChangeView[];
  @Whole({ min: 0, max: 5_000 }) unchanged: number;
  @Nested(() => NotMentionedView, { list: 5_000, description: 'Centres that the file does not name: they stay as they are.' }) notMentioned: readonly NotMentionedView[];
  @Flag({ description: 'A second person of the state office must put it in force.' }) needsSecond: boolean;
  @Flag({ description: 'Municipalities are left without a centre: a proposal must say why.' }) needsUncoveredReason: boolean;
  @Nested(() => CentreDto, { list: 5_000, description: 'What a proposal of kind `centres` takes.' }) centres: readonly CentreDto[];
  @Nested(() => BaseDto, { list: 5_000 }) bases: readonly BaseDto[];
}

import { HELPLINE_COLUMNS, HELPLINE_DIMENSIONS, HELPLINE_LANDS, HELPLINE_PROBLEMS } from '#domain';
import { Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { HelplineView } from './place.view.js';

const MOST = 10_000_000;
const LONG_LISTS = 5_000;

export class EarlierHelplineFigureView {
  @Whole({ min: 0, max: MOST }) contacts: number;
  @Text({ max: 500 }) definition: string;
  @Instant() recordedAt: Date;
}

export class HelplineFigureView {
  @Whole({ min: 2000, max: 2100 }) year: number;
  @OneOf(HELPLINE_LANDS, { description: 'ISO 3166-2:DE; ALL: not told apart.' }) land: string;
  @OneOf(HELPLINE_DIMENSIONS) dimension: string;
  @Text({ max: 120, min: 0, description: 'The topic or the channel; empty of a total.' }) category: string;
  @Whole({ min: 0, max: MOST }) contacts: number;
  @Text({ max: 300 }) source: string;
  @Text({ max: 500, description: 'What the source counts as a contact.' }) definition: string;
}

export class KeptHelplineFigureView extends HelplineFigureView {
  @Instant() recordedAt: Date;
  @Nested(() => EarlierHelplineFigureView, { list: 1_000, description: 'What stood there before, the newest first.' }) earlier: readonly EarlierHelplineFigureView[];
}

export class HelplineFiguresView {
  @Nested(() => HelplineView) helpline: HelplineView;
  @Nested(() => KeptHelplineFigureView, { list: LONG_LISTS }) figures: readonly KeptHelplineFigureView[];
}

export class HelplineProblemView {
  @Whole({ min: 1, max: MOST }) line: number;
  @OneOf(Object.keys(HELPLINE_COLUMNS), { optional: true }) column: string | null;
  @OneOf(HELPLINE_PROBLEMS) code: string;
}

export class HelplineChangeView {
  @Nested(() => HelplineFigureView) figure: HelplineFigureView;
  @Nested(() => HelplineFigureView, { optional: true, description: 'What it corrects; null: new.' }) old: HelplineFigureView | null;
}

export class HelplineReadingView {
  @Nested(() => HelplineProblemView, { list: LONG_LISTS, description: 'With one of them nothing is taken.' }) problems: readonly HelplineProblemView[];
  @Nested(() => HelplineChangeView, { list: LONG_LISTS }) changes: readonly HelplineChangeView[];
}

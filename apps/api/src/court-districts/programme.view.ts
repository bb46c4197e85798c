import { CONDITION_STANDINGS, COURT_DISTRICT_CODES, STANDARD_CONDITIONS } from '#domain';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { YearlyFiguresDto } from './programme.dto.js';

const COUNT = { min: 0, max: 10_000_000 } as const;
const VERSION = { min: 1, max: 1_000_000 } as const;
const YEAR = { min: 2000, max: 2100 } as const;

export class CourtDistrictView {
  @OneOf(COURT_DISTRICT_CODES) code: string;
  @Text({ max: 40 }) name: string;
}

export class FoundConditionView {
  @OneOf(STANDARD_CONDITIONS) condition: (typeof STANDARD_CONDITIONS)[number];
  @OneOf(CONDITION_STANDINGS) standing: (typeof CONDITION_STANDINGS)[number];
  @Day({ optional: true }) checkedOn: string | null;
  /** Nobody has looked, or more than a year ago: it is not current. */
  @Flag() toCheckAgain: boolean;
  /** Told to the state office only. */
  @Text({ max: 200, optional: true }) checkedBy: string | null;
}

export class ProgrammeView {
  @Id() centreId: string;
  @Text({ max: 200 }) name: string;
  @Whole(VERSION) version: number;
  @OneOf(COURT_DISTRICT_CODES, { list: 19 }) districts: readonly string[];
  @Day({ optional: true }) servesSince: string | null;
  /** Its catchment reaches into the area of whoever reads. */
  @Flag() ofOwnArea: boolean;
  @Nested(() => FoundConditionView, { list: 20 }) conditions: readonly FoundConditionView[];
}

export class CourtDistrictsView {
  @Nested(() => CourtDistrictView, { list: 19 }) districts: readonly CourtDistrictView[];
  @Nested(() => ProgrammeView, { list: 1_000 }) programmes: readonly ProgrammeView[];
}

export class YearlyFaultView {
  @Text({ max: 60 }) pointer: string;
  @OneOf(['persons_do_not_add_up', 'waits_do_not_add_up', 'forms_do_not_add_up']) code: string;
}

export class YearlyReportVersionView {
  @Whole(VERSION) version: number;
  @Nested(() => YearlyFiguresDto) figures: YearlyFiguresDto;
  @Nested(() => YearlyFaultView, { list: 10 }) faults: readonly YearlyFaultView[];
  @Instant() savedAt: Date;
  @Instant({ optional: true }) handedInAt: Date | null;
}

export class YearOfReportsView {
  @Whole(YEAR) year: number;
  @Day() dueOn: string;
  @Flag() overdue: boolean;
  /** To be sent back in If-Match with a change. */
  @Whole(VERSION) revision: number;
  /** The newest first. */
  @Nested(() => YearlyReportVersionView, { list: 1_000 }) versions: readonly YearlyReportVersionView[];
}

/** The own entry and the own years. */
export class OwnProgrammeView {
  @Nested(() => ProgrammeView) programme: ProgrammeView;
  @Nested(() => YearOfReportsView, { list: 10 }) years: readonly YearOfReportsView[];
}

export class AwaitedReportView {
  @Id() centreId: string;
  @Text({ max: 200 }) name: string;
  @OneOf(COURT_DISTRICT_CODES, { list: 19 }) districts: readonly string[];
  @Whole({ ...VERSION, optional: true }) version: number | null;
  @Instant({ optional: true }) handedInAt: Date | null;
  @Flag() overdue: boolean;
  /** Handed in or put right after the sums were told: not in them. */
  @Flag() afterClosing: boolean;
}

/** Rounded to 5; null: hidden, because it or another would tell of one to four persons. */
export class YearlySumCountsView {
  @Whole({ ...COUNT, optional: true }) referred: number | null;
  @Whole({ ...COUNT, optional: true }) referredByPolice: number | null;
  @Whole({ ...COUNT, optional: true }) referredByJustice: number | null;
  @Whole({ ...COUNT, optional: true }) referredByYouthWelfare: number | null;
  @Whole({ ...COUNT, optional: true }) referredBySelf: number | null;
  @Whole({ ...COUNT, optional: true }) referredByOthers: number | null;
  @Whole({ ...COUNT, optional: true }) persons: number | null;
  @Whole({ ...COUNT, optional: true }) carriedOver: number | null;
  @Whole({ ...COUNT, optional: true }) begun: number | null;
  @Whole({ ...COUNT, optional: true }) completed: number | null;
  @Whole({ ...COUNT, optional: true }) brokenOff: number | null;
  @Whole({ ...COUNT, optional: true }) running: number | null;
  @Whole({ ...COUNT, optional: true }) waitedToFourWeeks: number | null;
  @Whole({ ...COUNT, optional: true }) waitedToTwelveWeeks: number | null;
  @Whole({ ...COUNT, optional: true }) waitedLonger: number | null;
  @Whole({ ...COUNT, optional: true }) inGroup: number | null;
  @Whole({ ...COUNT, optional: true }) individually: number | null;
}

export class YearlySumView {
  /** Whose programmes serve these districts together; empty: the Land. */
  @OneOf(COURT_DISTRICT_CODES, { list: 19 }) districts: readonly string[];
  @Whole(COUNT) programmes: number;
  @Nested(() => YearlySumCountsView) counts: YearlySumCountsView;
}

export class YearOfProgrammesView {
  @Whole(YEAR) year: number;
  @Day() dueOn: string;
  @Nested(() => AwaitedReportView, { list: 1_000 }) awaited: readonly AwaitedReportView[];
  @Flag() mayClose: boolean;
  @Instant({ optional: true }) closedAt: Date | null;
  /** Null until the year is closed; the Land is the last row. */
  @Nested(() => YearlySumView, { list: 1_000, optional: true }) sums: readonly YearlySumView[] | null;
}

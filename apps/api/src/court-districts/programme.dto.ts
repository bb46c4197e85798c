import { CONDITION_STANDINGS, COURT_DISTRICT_CODES, STANDARD_CONDITIONS } from '#domain';
import { Day, OneOf, Whole } from '../http/fields.js';

export class ProgrammeEntryDto {
  @OneOf(COURT_DISTRICT_CODES, { list: 19, description: 'The districts of Landgerichte that it serves; empty: of none any more.' }) districts: string[];
  @Day() servesSince: string;
}

export class StandardCheckDto {
  @OneOf(STANDARD_CONDITIONS) condition: (typeof STANDARD_CONDITIONS)[number];
  @OneOf(CONDITION_STANDINGS) standing: (typeof CONDITION_STANDINGS)[number];
  @Day({ optional: true, description: 'Absent only where nobody has looked (unknown).' }) checkedOn?: string | null;
}

const PERSONS = { min: 0, max: 100_000 } as const;

/** Numbers of persons, never one of them. */
export class YearlyFiguresDto {
  @Whole(PERSONS) referredByPolice: number;
  @Whole(PERSONS) referredByJustice: number;
  @Whole(PERSONS) referredByYouthWelfare: number;
  @Whole(PERSONS) referredBySelf: number;
  @Whole(PERSONS) referredByOthers: number;
  @Whole({ ...PERSONS, description: 'Had begun in an earlier year.' }) carriedOver: number;
  @Whole(PERSONS) begun: number;
  @Whole(PERSONS) completed: number;
  @Whole(PERSONS) brokenOff: number;
  @Whole({ ...PERSONS, description: 'Neither completed nor broken off when the year ended.' }) running: number;
  @Whole({ ...PERSONS, description: 'Of those who began: after up to four weeks.' }) waitedToFourWeeks: number;
  @Whole({ ...PERSONS, description: 'After more than four and up to twelve weeks.' }) waitedToTwelveWeeks: number;
  @Whole({ ...PERSONS, description: 'After more than twelve weeks.' }) waitedLonger: number;
  @Whole({ ...PERSONS, description: 'Of those who began: in a group.' }) inGroup: number;
  @Whole(PERSONS) individually: number;
}

export class YearlyFileDto {
  @OneOf(['de', 'en'], { optional: true }) language?: 'de' | 'en';
}

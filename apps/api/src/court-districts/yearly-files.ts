import type { YearOfReports } from '#coordination';
import { courtDistrictNames, localDayOf, YEARLY_COUNTS, YEARLY_TOLD, type IndicatorLocale, type YearlySum } from '#domain';
import { csvOf } from '../turnaround/csv.js';
import { writtenDay } from '../turnaround/report-words.js';
import { yearlyWords } from './yearly-words.js';

/** What stands for a count that is hidden, as in the files of official statistics. */
const HIDDEN = 'x';

/** The own figures, one line for each version. */
export function ownFiguresCsv(years: readonly YearOfReports[], language: IndicatorLocale): string {
  const words = yearlyWords(language);
  const rows = years.flatMap(({ year, versions }) =>
    versions.map(({ version, figures, handedInAt }) => [year, version, handedInAt === null ? '' : writtenDay(localDayOf(handedInAt), language), ...YEARLY_COUNTS.map((count) => figures[count])]),
  );
  return csvOf([[words.year, words.version, words.handedInAt, ...YEARLY_COUNTS.map((count) => words[count])], ...rows], language);
}

/** The sums as they were told, one line for each district and the last for the Land. */
export function yearlySumsCsv(sums: readonly YearlySum[], language: IndicatorLocale): string {
  const words = yearlyWords(language);
  const rows = sums.map(({ districts, programmes, counts }) => [districts.length === 0 ? words.land : courtDistrictNames(districts), programmes, ...YEARLY_TOLD.map((count) => counts[count] ?? HIDDEN)]);
  return csvOf([[words.districts, words.programmes, ...YEARLY_TOLD.map((count) => words[count])], ...rows], language);
}

import type { IndicatorLocale } from '#domain';
import type { OverdueOrganisation } from '#turnaround';
import { csvOf } from './csv.js';
import { reportWords, writtenInstant } from './report-words.js';

/** Who must act, as CSV: what the bottlenecks page shows, line by line, and when it was so. */
export function overdueCsv(overdue: readonly OverdueOrganisation[], at: Date, language: IndicatorLocale): string {
  const words = reportWords(language).overdue;
  const lines = overdue.map(({ organisation, kind, overdue: count, oldestHours }) => [
    organisation.name, words.kinds[kind], count ?? words.fewer, oldestHours === 0 ? words.under(24) : words.over(oldestHours),
  ]);
  return csvOf([[words.organisation, words.kind, words.count, words.oldest], ...lines, [], [words.asOf, writtenInstant(at, language)], [words.rule]], language);
}

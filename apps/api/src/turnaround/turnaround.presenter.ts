import { BASE_OF, INDICATORS, indicatorWords, MEASURES, measureWords, turnaroundWords, type Indicator, type IndicatorWords, type MeasureId } from '#domain';
import type { Catalogue } from '#turnaround';
import type { CatalogueView, IndicatorView, InTwoLanguagesView } from './turnaround.view.js';

const both = (of: (locale: 'de' | 'en') => string): InTwoLanguagesView => ({ de: of('de'), en: of('en') });

/** The catalogue with the definition of everything that a report tells. */
export const toCatalogueView = ({ periods, asOfs }: Catalogue): CatalogueView => ({
  periods,
  asOfs,
  indicators: INDICATORS.map(toIndicatorView),
  measures: MEASURES.map((id) => ({ id, counts: both((locale) => measureWords(id, locale)), shareOf: id === 'referrals' ? null : BASE_OF[id as Exclude<MeasureId, 'referrals'>] })),
  rule: both((locale) => turnaroundWords(locale).rule),
  lag: both((locale) => turnaroundWords(locale).lag),
});

function toIndicatorView({ id, measures, attribution }: Indicator): IndicatorView {
  const word = (name: keyof IndicatorWords): InTwoLanguagesView => both((locale) => indicatorWords(id, locale)[name] ?? '');
  return {
    id, measures,
    title: word('title'), numerator: word('numerator'), denominator: word('denominator'), cohort: word('cohort'),
    attribution: both((locale) => turnaroundWords(locale).attribution[attribution]),
    note: indicatorWords(id, 'en').note === undefined ? null : word('note'),
  };
}

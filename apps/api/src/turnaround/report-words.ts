import { measureWords, turnaroundWords, type IndicatorLocale, type MeasureId, type RegionLevel } from '#domain';

/** What the files say in each language besides the definitions, which are the domain's. */
const WORDS = {
  de: {
    title: 'Laufzeiten', level: 'Ebene', key: 'Schlüssel', region: 'Gebiet', median: 'Median bis zum ersten Kontaktversuch (Stunden)', p90: '90. Perzentil (Stunden)', hidden: '•',
    noReferrals: 'keine Vermittlungen', asOf: 'Stichtag', period: 'Zeitraum', definitions: 'Was gezählt wird', figures: 'Zahlen', indicator: 'Indikator', numerator: 'Zähler', denominator: 'Nenner',
    cohort: 'Grundgesamtheit', attribution: 'Zugerechnet', note: 'Anmerkung', hiddenMeans: '• heißt verborgen', published: 'Veröffentlicht', check: 'Prüfsumme (SHA-256)',
    short: { referrals: 'Fällig', attempt24: 'Versuch in 24 Std.', attempt72: 'Versuch in 72 Std.', reached: 'Erreicht', notReached: 'Nicht erreicht', median: 'Median in Std.' },
    levels: { land: 'Land', regierungsbezirk: 'Regierungsbezirk', district: 'Kreis', authority: 'Kreispolizeibehörde' },
    overdue: {
      organisation: 'Stelle', kind: 'Art', count: 'Überfällige Fristen', oldest: 'Älteste seit', fewer: 'unter 5', asOf: 'Stand', kinds: { centre: 'Beratungsstelle', police_authority: 'Kreispolizeibehörde' },
      under: (hours: number) => `unter ${hours} Std.`, over: (hours: number) => `über ${hours} Std.`, rule: 'Anzahlen sind auf ein Vielfaches von 5 gerundet.',
    },
  },
  en: {
    title: 'Turnaround', level: 'Level', key: 'Key', region: 'Region', median: 'Median to the first attempt (hours)', p90: '90th percentile (hours)', hidden: '•',
    noReferrals: 'no referrals', asOf: 'As of', period: 'Period', definitions: 'What is counted', figures: 'Figures', indicator: 'Indicator', numerator: 'Numerator', denominator: 'Denominator',
    cohort: 'Cohort', attribution: 'Attributed to', note: 'Note', hiddenMeans: '• means hidden', published: 'Published', check: 'Checksum (SHA-256)',
    short: { referrals: 'Due', attempt24: 'Tried within 24 h', attempt72: 'Tried within 72 h', reached: 'Reached', notReached: 'Not reached', median: 'Median in hours' },
    levels: { land: 'Land', regierungsbezirk: 'Regierungsbezirk', district: 'District', authority: 'Police authority' },
    overdue: {
      organisation: 'Organisation', kind: 'Kind', count: 'Overdue clocks', oldest: 'Oldest for', fewer: 'under 5', asOf: 'As at', kinds: { centre: 'Counselling centre', police_authority: 'Police authority' },
      under: (hours: number) => `under ${hours} h`, over: (hours: number) => `over ${hours} h`, rule: 'Counts are rounded to a multiple of 5.',
    },
  },
} as const satisfies Record<IndicatorLocale, { readonly levels: Readonly<Record<RegionLevel, string>> } & Readonly<Record<string, unknown>>>;

export type ReportWords = (typeof WORDS)[IndicatorLocale];

export const reportWords = (language: IndicatorLocale): ReportWords => WORDS[language];

/** The heading of a count: what it counts, the first letter large. */
export function heading(measure: MeasureId, language: IndicatorLocale): string {
  const words = measureWords(measure, language);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 2027-04-01 in the manner of the language. */
export const writtenDay = (day: string, language: IndicatorLocale): string => (language === 'de' ? day.split('-').reverse().join('.') : day);

/** An instant by the clocks of Berlin. */
export const writtenInstant = (instant: Date, language: IndicatorLocale): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(instant);

/** The lines that every file begins or ends with: the rule by which figures are hidden, and how old they are. */
export const caveats = (language: IndicatorLocale): readonly string[] => [turnaroundWords(language).rule, turnaroundWords(language).lag, reportWords(language).hiddenMeans];

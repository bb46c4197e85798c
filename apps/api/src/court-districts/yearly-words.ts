import type { IndicatorLocale, YearlyCount } from '#domain';

/** The headings of the files, in the order of the form. */
type Heading = YearlyCount | 'year' | 'version' | 'handedInAt' | 'districts' | 'programmes' | 'referred' | 'persons' | 'land';

const WORDS: Readonly<Record<IndicatorLocale, Readonly<Record<Heading, string>>>> = {
  de: {
    year: 'Jahr', version: 'Fassung', handedInAt: 'Eingereicht am', districts: 'Landgerichtsbezirk', programmes: 'Einrichtungen', land: 'Land', referred: 'Zugänge', persons: 'Personen im Jahr',
    referredByPolice: 'Zugang über Polizei', referredByJustice: 'Zugang über Justiz', referredByYouthWelfare: 'Zugang über Jugendhilfe', referredBySelf: 'Selbstmeldungen', referredByOthers: 'Sonstige Zugänge',
    carriedOver: 'Aus dem Vorjahr', begun: 'Begonnen', completed: 'Abgeschlossen', brokenOff: 'Abgebrochen', running: 'Laufend am Jahresende',
    waitedToFourWeeks: 'Wartezeit bis 4 Wochen', waitedToTwelveWeeks: 'Wartezeit bis 12 Wochen', waitedLonger: 'Wartezeit über 12 Wochen', inGroup: 'In Gruppen', individually: 'Einzeln',
  },
  en: {
    year: 'Year', version: 'Version', handedInAt: 'Handed in', districts: 'Court district', programmes: 'Programmes', land: 'Land', referred: 'Referrals', persons: 'Persons in the year',
    referredByPolice: 'Referred by police', referredByJustice: 'Referred by justice', referredByYouthWelfare: 'Referred by youth welfare', referredBySelf: 'Came by themselves', referredByOthers: 'Referred by others',
    carriedOver: 'From the year before', begun: 'Begun', completed: 'Completed', brokenOff: 'Broken off', running: 'Running at the end of the year',
    waitedToFourWeeks: 'Waited up to 4 weeks', waitedToTwelveWeeks: 'Waited up to 12 weeks', waitedLonger: 'Waited more than 12 weeks', inGroup: 'In groups', individually: 'Individually',
  },
};

/** The words of the files in a language. */
export const yearlyWords = (language: IndicatorLocale): Readonly<Record<Heading, string>> => WORDS[language];

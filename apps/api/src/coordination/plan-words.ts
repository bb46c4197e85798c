import type { IndicatorLocale, PlanStatus } from '#domain';

/** What the public files of the plans say in each language. */
const WORDS = {
  de: {
    title: 'Landesaktionspläne: veröffentlichte Maßnahmen', nothing: 'Zurzeit ist keine Maßnahme veröffentlicht.', plan: 'Plan', field: 'Handlungsfeld', number: 'Nummer', measure: 'Maßnahme',
    articles: 'Artikel der Istanbul-Konvention', article: 'Art.', ministry: 'Federführung', partners: 'Beteiligte', budgetLine: 'Haushaltsstelle', status: 'Stand', since: 'seit', evidence: 'Nachweis',
    milestones: 'Meilensteine', due: 'bis', done: 'erreicht am', open: 'offen', nextReview: 'Nächste Überprüfung', indicators: 'Kennzahlen', released: 'Veröffentlicht am', until: 'bis', from: 'ab',
    statuses: { planned: 'geplant', running: 'läuft', done: 'umgesetzt', delayed: 'verzögert', dropped: 'aufgegeben' },
  },
  en: {
    title: 'State action plans: published measures', nothing: 'No measure is published at present.', plan: 'Plan', field: 'Field of action', number: 'Number', measure: 'Measure',
    articles: 'Articles of the Istanbul Convention', article: 'Art.', ministry: 'Responsible', partners: 'Partners', budgetLine: 'Budget line', status: 'Status', since: 'since', evidence: 'Evidence',
    milestones: 'Milestones', due: 'due', done: 'reached on', open: 'open', nextReview: 'Next review', indicators: 'Indicators', released: 'Published on', until: 'until', from: 'from',
    statuses: { planned: 'planned', running: 'running', done: 'done', delayed: 'delayed', dropped: 'dropped' },
  },
} as const satisfies Record<IndicatorLocale, { readonly statuses: Readonly<Record<PlanStatus, string>> } & Readonly<Record<string, unknown>>>;

export type PlanWords = (typeof WORDS)[IndicatorLocale];

export const planWords = (language: IndicatorLocale): PlanWords => WORDS[language];

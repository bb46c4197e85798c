import type { PlanFileWords } from './plan-columns.js';

export const GERMAN: PlanFileWords = {
  columns: {
    fieldNumber: 'Handlungsfeld', number: 'Nummer', title: 'Titel der Maßnahme', articles: 'Artikel der Istanbul-Konvention', ministry: 'Federführung', partners: 'Beteiligte', budgetLine: 'Haushaltsstelle',
    indicators: 'Kennzahlen', status: 'Status', statusOn: 'Status seit', evidence: 'Nachweis', milestones: 'Meilensteine', nextReviewOn: 'Nächste Überprüfung',
  },
  statuses: { planned: 'geplant', running: 'läuft', done: 'umgesetzt', delayed: 'verzögert', dropped: 'aufgegeben' },
  sheet: 'Maßnahmen',
  separator: ';',
};

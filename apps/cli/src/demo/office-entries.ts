import { addDays, type LocalDay, type PlanFrame, type PlanMeasure } from '#domain';
import { fictional } from './catalogue.js';

/** A made-up measure of the demo, and whether it is public. */
export interface DemoMeasure extends PlanMeasure {
  readonly released: boolean;
}

/** A made-up plan with fields and measures around a day: one is to be reviewed, one has been done, one is late, one is not public yet. */
export function demoPlan(today: LocalDay): { readonly frame: PlanFrame; readonly measures: readonly DemoMeasure[] } {
  const on = (days: number): LocalDay => addDays(today, days);
  const EQUALITY = fictional('Ressort für Gleichstellung');
  const INTERIOR = fictional('Ressort für Inneres');
  return {
    frame: {
      title: fictional('Landesaktionsplan gegen häusliche Gewalt'), startsOn: `${today.slice(0, 4)}-01-01` < on(-210) ? `${today.slice(0, 4)}-01-01` : on(-210), endsOn: null,
      fields: [{ number: 1, title: 'Schutz und Hilfe' }, { number: 2, title: 'Vorbeugung' }, { number: 3, title: 'Zusammenarbeit und Daten' }],
    },
    measures: [
      {
        fieldNumber: 1, number: '1.1', title: 'Erster Kontakt auch am Wochenende', articles: [20, 22], ministry: EQUALITY, partners: ['Kreise und kreisfreie Städte', 'Interventionsstellen'],
        budgetLine: 'EP 07 / Kapitel 07 030', indicators: ['K1', 'K5'], status: 'running', statusOn: on(-180), evidence: 'Erlass vom Jahresbeginn (fiktiv)', nextReviewOn: on(-4), released: true,
        milestones: [{ title: 'Konzept liegt vor', dueOn: on(-150), doneOn: on(-160), evidence: 'Konzept, Fassung 2 (fiktiv)' }, { title: 'Jeder zweite Kreis nimmt teil', dueOn: on(120), doneOn: null, evidence: null }],
      },
      {
        fieldNumber: 1, number: '1.2', title: 'Regionale Beratung für Männer', articles: [20], ministry: EQUALITY, partners: ['Träger der Männerberatung'],
        budgetLine: 'EP 07 / Kapitel 07 030', indicators: ['K8'], status: 'delayed', statusOn: on(-60), evidence: 'Zwischenbericht (fiktiv)', nextReviewOn: on(40), released: true,
        milestones: [{ title: 'Fünf Regionen haben eine Stelle', dueOn: on(-30), doneOn: null, evidence: null }],
      },
      {
        fieldNumber: 1, number: '1.3', title: 'Dolmetschen beim ersten Gespräch', articles: [19, 20], ministry: EQUALITY, partners: [], budgetLine: null, indicators: [],
        status: 'planned', statusOn: on(-100), evidence: null, nextReviewOn: on(190), released: false, milestones: [{ title: 'Rahmenvertrag ist ausgeschrieben', dueOn: on(60), doneOn: null, evidence: null }],
      },
      {
        fieldNumber: 2, number: '2.1', title: 'Fortbildung für Einsatzkräfte', articles: [15, 50], ministry: INTERIOR, partners: ['Polizeibehörden', 'Interventionsstellen'], budgetLine: 'EP 03', indicators: ['K3'],
        status: 'done', statusOn: on(-20), evidence: 'Abschlussbericht (fiktiv)', nextReviewOn: null, released: true, milestones: [{ title: 'Lehrgang für alle Wachen', dueOn: on(-25), doneOn: on(-28), evidence: 'Teilnahmelisten ausgewertet (fiktiv)' }],
      },
      {
        fieldNumber: 2, number: '2.2', title: 'Arbeit mit gewaltausübenden Personen in jedem Landgerichtsbezirk', articles: [16], ministry: fictional('Ressort für Justiz'), partners: ['Fachstellen'], budgetLine: null,
        indicators: [], status: 'running', statusOn: on(-90), evidence: 'Förderrichtlinie (fiktiv)', nextReviewOn: on(120), released: true, milestones: [],
      },
      {
        fieldNumber: 3, number: '3.1', title: 'Laufzeiten der Vermittlungen veröffentlichen', articles: [7, 11], ministry: EQUALITY, partners: ['Landeskoordinierungsstelle'], budgetLine: null, indicators: ['K1', 'K3', 'K5'],
        status: 'running', statusOn: on(-150), evidence: 'Erster Jahresbericht (fiktiv)', nextReviewOn: on(200), released: true, milestones: [{ title: 'Erster Bericht ist veröffentlicht', dueOn: on(-140), doneOn: on(-150), evidence: 'Bericht (fiktiv)' }],
      },
    ],
  };
}

/** Where the state office is represented in the demo. */
export const BODIES = {
  council: fictional('Landesbeirat Gewaltschutz'),
  network: fictional('Bund-Länder-Arbeitsgruppe Hilfesystem'),
} as const;

/** A position in two versions. */
export const POSITION = {
  title: fictional('Erreichbarkeit am Wochenende'),
  first: 'Die Landesstelle tritt dafür ein, dass jede Interventionsstelle auch am Wochenende einen ersten Kontakt herstellen kann.',
  second: 'Die Landesstelle tritt dafür ein, dass jede Interventionsstelle auch am Wochenende einen ersten Kontakt herstellen kann. Kleine Stellen können dafür eine gemeinsame Bereitschaft bilden.',
} as const;

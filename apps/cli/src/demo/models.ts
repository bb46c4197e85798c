import { addDays, type LocalDay, type LocalModelText } from '#domain';

/** A made-up model of the demo; the contact by its code. */
export interface DemoModel extends Omit<LocalModelText, 'contactOrganisationId' | 'uses'> {
  readonly code: string;
  readonly contact: string;
  readonly released: boolean;
  readonly districts: readonly string[];
}

/** Made-up models for the library, all marked as examples: four released, one of them unchecked for more than a year, and an idea that is still a draft. */
export const demoModels = (today: LocalDay): readonly DemoModel[] => [
  {
    code: 'daily', title: 'Dienst an allen Tagen aus einer Hand', released: true, contact: 'DEMO-RHEINBOGEN', districts: ['05111'],
    summary: 'Eine Interventionsstelle ist auch samstags, sonntags und an Feiertagen besetzt. Die Polizei kündigt einen Anruf binnen 24 Stunden an, an jedem Tag.',
    tags: ['weekend_cover', 'capacity'], standing: 'established', checkedOn: addDays(today, -60),
    template: { dailyService: true, acknowledge: { amount: 24, unit: 'EH' }, firstAttempt: { amount: 24, unit: 'EH' } },
  },
  {
    code: 'shared-weekend', title: 'Gemeinsame Bereitschaft für Stadt und Land', released: true, contact: 'DEMO-BEREITSCHAFT-OWL', districts: ['05711', '05762'],
    summary: 'Mehrere kleine Stellen bezahlen eine Bereitschaft, die am Wochenende den ersten Kontakt übernimmt und montags an die Stelle vor Ort weitergibt.',
    tags: ['weekend_cover', 'rural'], standing: 'established', checkedOn: addDays(today, -120),
    template: { dailyService: true, firstAttempt: { amount: 24, unit: 'EH' }, forwarding: true },
  },
  {
    code: 'regional-men', title: 'Eine regionale Stelle für Männer', released: true, contact: 'DEMO-MAENNER-RR', districts: ['05111', '05315'],
    summary: 'Mehrere Kreise benennen gemeinsam eine Männerberatung. Wo der Weg weit ist, berät sie zuerst am Telefon.',
    tags: ['male_victims'], standing: 'tried', checkedOn: addDays(today, -500), template: null,
  },
  {
    code: 'oral-consent', title: 'Mündliche Einwilligung mit Rückfrage', released: true, contact: 'DEMO-COLONIA', districts: ['05315'],
    summary: 'Die Streife nimmt die Einwilligung mündlich auf und liest sie vor. Die Stelle fragt beim ersten Anruf noch einmal nach.',
    tags: ['consent_form'], standing: 'established', checkedOn: addDays(today, -30), template: { consentForms: ['signed', 'oral'] },
  },
  {
    code: 'rotation', title: 'Wechsel nach freien Plätzen', released: false, contact: 'DEMO-HELLWEG', districts: [],
    summary: 'Stellen mit demselben Einzugsgebiet melden jeden Morgen freie Plätze; vermittelt wird zuerst dorthin.',
    tags: ['capacity'], standing: 'idea', checkedOn: null, template: null,
  },
];

import type { ClockKind, Recipient } from '#domain';

/** One rung as chain.md promises it for the story, worked out by hand. */
export interface PromisedRung {
  readonly rung: string;
  readonly at: string;
  /** To which level the referral's escalation has risen with it. */
  readonly escalation: 0 | 1 | 2 | 3;
}

/** What is promised for a clock that begins as the story says. */
export interface Promised {
  readonly rungs: readonly PromisedRung[];
  /** Whom the last rung tells. */
  readonly lastTells: readonly Recipient[];
  /** The due time as the mail of the last rung says it. */
  readonly mailSays: string;
  readonly why: { readonly de: string; readonly en: string };
}

/** The story begins on a Tuesday at 10:00 local. It lies in the past, so that the mail of an instant of the story may leave now. */
export const STORY_BEGINS = '2025-03-11T09:00:00Z';

const rung = (name: string, at: string, escalation: PromisedRung['escalation'] = 0): PromisedRung => ({ rung: name, at, escalation });
const UNMOVED = { de: 'keine Regel hat die Frist verschoben', en: 'no rule moved it' } as const;
const why = (de: string, en: string) => ({ de: `${de}; ${UNMOVED.de}`, en: `${en}; ${UNMOVED.en}` });

/** The table "Clocks" of chain.md for a centre that is closed at weekends, without an agreement of its own. */
export const PROMISED: Readonly<Record<ClockKind, Promised>> = {
  transfer: {
    rungs: [rung('warning_1', '2025-03-11T14:00:00Z'), rung('breach', '2025-03-11T20:00:00Z')],
    lastTells: ['police:officer', 'police:victim_protection'],
    mailSays: 'Di, 11.03.2025, 21:00 Uhr',
    why: why('Einwilligung Di 11.03.2025 09:00; 12 Stunden durchgehend; fällig Di 11.03. 21:00', 'consent given Tue 11 Mar 2025 09:00; 12 elapsed hours; due Tue 11 Mar 21:00'),
  },
  acknowledge: {
    rungs: [
      rung('warning_1', '2025-03-12T04:00:00Z'), rung('warning_2', '2025-03-12T15:24:00Z'), rung('breach', '2025-03-12T23:00:00Z', 1),
      rung('escalation_2', '2025-03-13T03:00:00Z', 2), rung('escalation_3', '2025-03-13T23:00:00Z', 3),
    ],
    lastTells: ['network:local_coordinator'],
    mailSays: 'Do, 13.03.2025, 00:00 Uhr',
    why: why('zugewiesen Di 11.03.2025 10:00; 1 Arbeitstag (Mo–Fr); fällig Mi 12.03. 24:00', 'assigned Tue 11 Mar 2025 10:00; 1 working day Mon–Fri; due Wed 12 Mar 24:00'),
  },
  first_attempt: {
    rungs: [
      rung('warning_1', '2025-03-12T21:00:00Z'), rung('warning_2', '2025-03-13T18:36:00Z'), rung('breach', '2025-03-14T09:00:00Z', 1),
      rung('escalation_2', '2025-03-14T13:00:00Z', 2), rung('escalation_3', '2025-03-15T09:00:00Z', 3),
    ],
    lastTells: ['network:local_coordinator'],
    mailSays: 'Fr, 14.03.2025, 10:00 Uhr',
    why: why('übermittelt Di 11.03.2025 10:00; 72 Stunden durchgehend; fällig Fr 14.03. 10:00', 'submitted Tue 11 Mar 2025 10:00; 72 elapsed hours; due Fri 14 Mar 10:00'),
  },
  contact_in_protection: {
    rungs: [
      rung('warning_1', '2025-03-16T07:00:00Z'), rung('warning_2', '2025-03-18T07:00:00Z'), rung('warning_3', '2025-03-20T07:00:00Z'),
      rung('breach', '2025-03-21T23:00:00Z'),
    ],
    lastTells: ['centre:counsellor', 'centre:centre_lead'],
    mailSays: 'Sa, 22.03.2025, 00:00 Uhr',
    why: why('angeordnet Di 11.03.2025 03:00; 10 Kalendertage; fällig Fr 21.03. 24:00', 'ordered Tue 11 Mar 2025 03:00; 10 calendar days; due Fri 21 Mar 24:00'),
  },
  attempt_series: {
    rungs: [rung('warning_1', '2025-03-15T07:00:00Z'), rung('breach', '2025-03-18T23:00:00Z')],
    lastTells: ['centre:counsellor', 'centre:centre_lead'],
    mailSays: 'Mi, 19.03.2025, 00:00 Uhr',
    why: why('angenommen Di 11.03.2025 10:00; 7 Kalendertage; fällig Di 18.03. 24:00', 'accepted Tue 11 Mar 2025 10:00; 7 calendar days; due Tue 18 Mar 24:00'),
  },
  measure_end: {
    rungs: [
      rung('warning_1', '2025-03-16T07:00:00Z'), rung('warning_2', '2025-03-18T07:00:00Z'), rung('warning_3', '2025-03-20T07:00:00Z'),
      rung('warning_4', '2025-03-21T07:00:00Z'), rung('breach', '2025-03-21T23:00:00Z'),
    ],
    lastTells: ['centre:counsellor', 'police:victim_protection'],
    mailSays: 'Sa, 22.03.2025, 00:00 Uhr',
    why: why('angeordnet Di 11.03.2025 03:00; 10 Kalendertage; fällig Fr 21.03. 24:00', 'ordered Tue 11 Mar 2025 03:00; 10 calendar days; due Fri 21 Mar 24:00'),
  },
  // Its end lies behind the night in which the clocks go forward: 24:00 is an hour earlier in UTC.
  measure_extended: {
    rungs: [rung('warning_1', '2025-03-28T07:00:00Z'), rung('warning_2', '2025-03-30T06:00:00Z'), rung('breach', '2025-03-31T22:00:00Z')],
    lastTells: ['centre:counsellor', 'police:victim_protection'],
    mailSays: 'Di, 01.04.2025, 00:00 Uhr',
    why: {
      de: 'Antrag bei Gericht vom Di 11.03.2025; 10 Kalendertage; fällig Mo 31.03. 24:00; der Antrag bei Gericht vom Di 11.03. verlängert die Maßnahme; gerechnet ab dem Ende der ersten Maßnahme am Fr 21.03.',
      en: 'court application of Tue 11 Mar 2025; 10 calendar days; due Mon 31 Mar 24:00; the court application of Tue 11 Mar extends it; counted from the end of the first measure on Fri 21 Mar',
    },
  },
  clarify: {
    rungs: [rung('warning_1', '2025-03-11T13:00:00Z'), rung('breach', '2025-03-11T17:00:00Z', 1)],
    lastTells: ['police:police_lead'],
    mailSays: 'Di, 11.03.2025, 18:00 Uhr',
    why: why('zur Klärung zurückgegeben Di 11.03.2025 10:00; 8 Stunden durchgehend; fällig Di 11.03. 18:00', 'returned Tue 11 Mar 2025 10:00; 8 elapsed hours; due Tue 11 Mar 18:00'),
  },
  reroute: {
    rungs: [rung('warning_1', '2025-03-11T11:00:00Z'), rung('breach', '2025-03-11T13:00:00Z', 1)],
    lastTells: ['police:police_lead', 'network:local_coordinator'],
    mailSays: 'Di, 11.03.2025, 14:00 Uhr',
    why: why('abgelehnt Di 11.03.2025 10:00; 4 Stunden durchgehend; fällig Di 11.03. 14:00', 'declined Tue 11 Mar 2025 10:00; 4 elapsed hours; due Tue 11 Mar 14:00'),
  },
  high_risk: {
    rungs: [rung('warning_1', '2025-03-11T10:00:00Z'), rung('breach', '2025-03-11T11:00:00Z', 1)],
    lastTells: ['centre:centre_lead', 'police:police_lead'],
    mailSays: 'Di, 11.03.2025, 12:00 Uhr',
    why: why('Hochrisiko gemeldet Di 11.03.2025 10:00; 2 Stunden durchgehend; fällig Di 11.03. 12:00', 'high risk flagged Tue 11 Mar 2025 10:00; 2 elapsed hours; due Tue 11 Mar 12:00'),
  },
  high_risk_attempt: {
    rungs: [rung('warning_1', '2025-03-11T16:00:00Z'), rung('breach', '2025-03-11T23:00:00Z', 1)],
    lastTells: ['centre:centre_lead', 'police:police_lead'],
    mailSays: 'Mi, 12.03.2025, 00:00 Uhr',
    why: why('Hochrisiko gemeldet Di 11.03.2025 10:00; am selben Tag; fällig Di 11.03. 24:00', 'high risk flagged Tue 11 Mar 2025 10:00; the same day; due Tue 11 Mar 24:00'),
  },
  retention: {
    rungs: [rung('breach', '2025-04-10T22:00:00Z')],
    lastTells: ['operator:admin'],
    mailSays: 'Fr, 11.04.2025, 00:00 Uhr',
    why: why('beendet Di 11.03.2025 10:00; 30 Kalendertage; fällig Do 10.04. 24:00', 'ended Tue 11 Mar 2025 10:00; 30 calendar days; due Thu 10 Apr 24:00'),
  },
  feedback: {
    rungs: [rung('breach', '2025-03-18T23:00:00Z')],
    lastTells: [],
    mailSays: '',
    why: {
      de: 'Ergebnis vom Di 11.03.2025 10:00; 5 Arbeitstage (Mo–Fr); fällig Di 18.03. 24:00; Sa 15.03. und So 16.03. sind keine Arbeitstage',
      en: 'result of Tue 11 Mar 2025 10:00; 5 working days Mon–Fri; due Tue 18 Mar 24:00; Sat 15 Mar and Sun 16 Mar are not working days',
    },
  },
};

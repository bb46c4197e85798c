import type { RecomputationReason } from './derivation.js';
import type { ExplainPhrases, SpokenDay } from './explain-phrases.js';

const WEEKDAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

/** German names of holidays whose calendar carries the English ones. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  "New Year's Day": 'Neujahr',
  'Good Friday': 'Karfreitag',
  'Easter Monday': 'Ostermontag',
  'Labour Day': '1. Mai',
  'Ascension Day': 'Christi Himmelfahrt',
  'Whit Monday': 'Pfingstmontag',
  'Corpus Christi': 'Fronleichnam',
  "All Saints' Day": 'Allerheiligen',
  'Christmas Day': '1. Weihnachtstag',
  'Boxing Day': '2. Weihnachtstag',
};

const PAUSE_REASONS: Readonly<Record<string, string>> = {
  person_asked_later: 'die Person möchte später angerufen werden',
  interpreter_pending: 'Sprachmittlung steht aus',
  waiting_for_police: 'Antwort der Polizei steht aus',
  withheld: 'den Grund kennt die Stelle',
};

const RECOMPUTATIONS: Readonly<Record<RecomputationReason, string>> = {
  calendar: 'einer Änderung des Kalenders',
  closure: 'einer Schließzeit der Stelle',
  agreement: 'einer Änderung der Vereinbarung',
  opening_hours: 'einer Änderung im Eintrag der Stelle',
};

const several = (count: number, one: string, many: string): string => `${String(count).replace('.', ',')} ${count === 1 ? one : many}`;

const and = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} und ${items.at(-1) ?? ''}`;

const two = (number: number): string => String(number).padStart(2, '0');

const dayOfMonth = ({ day, month, year }: SpokenDay): string => `${two(day)}.${two(month)}.${year ?? ''}`;

/** The German catalogue of `explain`. */
export const GERMAN: ExplainPhrases = {
  started: {
    transfer: 'Einwilligung',
    acknowledge: 'zugewiesen',
    first_attempt: 'übermittelt',
    contact_in_protection: 'angeordnet',
    attempt_series: 'angenommen',
    measure_end: 'angeordnet',
    measure_extended: 'Antrag bei Gericht vom',
    clarify: 'zur Klärung zurückgegeben',
    reroute: 'abgelehnt',
    high_risk: 'Hochrisiko gemeldet',
    high_risk_attempt: 'Hochrisiko gemeldet',
    retention: 'beendet',
    feedback: 'Ergebnis vom',
  },
  due: 'fällig',
  unmoved: 'keine Regel hat die Frist verschoben',
  day: (day) => `${WEEKDAYS[day.weekday - 1] ?? ''} ${dayOfMonth(day)}`,
  dayOfMonth,
  rule: ({ amount, unit }) => {
    switch (unit) {
      case 'EH':
        return several(amount, 'Stunde durchgehend', 'Stunden durchgehend');
      case 'OH':
        return several(amount, 'Öffnungsstunde', 'Öffnungsstunden');
      case 'CD':
        return amount === 0 ? 'am selben Tag' : several(amount, 'Kalendertag', 'Kalendertage');
      case 'WT':
        return several(amount, 'Werktag (Mo–Sa)', 'Werktage (Mo–Sa)');
      case 'AT':
        return several(amount, 'Arbeitstag (Mo–Fr)', 'Arbeitstage (Mo–Fr)');
    }
  },
  holidayName: (name) => HOLIDAYS[name] ?? name,
  doNotCount: (days) => `${and(days)} ${days.length === 1 ? 'zählt' : 'zählen'} nicht`,
  notWorkingDays: (days, unit) => {
    const word = unit === 'WT' ? 'Werktag' : 'Arbeitstag';
    return `${and(days)} ${days.length === 1 ? `ist kein ${word}` : `sind keine ${word}e`}`;
  },
  closed: (from, to, reason) => (from === to ? `geschlossen am ${from} (${reason})` : `geschlossen von ${from} bis ${to} (${reason})`),
  clocksForward: (day) => `am ${day} wird die Uhr vorgestellt`,
  clocksBack: (day) => `am ${day} wird die Uhr zurückgestellt`,
  formDate: (written, computed) => `die Polizei hat ${written} als letzten Tag festgelegt statt ${computed}`,
  courtApplied: (day) => `der Antrag bei Gericht vom ${day} verlängert die Maßnahme`,
  courtDecided: (day) => `die Entscheidung des Gerichts vom ${day} beendet die Maßnahme`,
  afterFirstMeasure: (day) => `gerechnet ab dem Ende der ersten Maßnahme am ${day}`,
  cappedByMeasure: (day) => `spätestens gerechnet ab dem Ende der Maßnahme am ${day}`,
  outsideHours: (opensAt, counts) =>
    `die Stelle war bis ${opensAt} geschlossen, gezählt wird ${counts === 'at_once' ? 'sofort' : 'ab der Öffnung'}`,
  recomputed: (at, instead, reason) => `am ${at} neu berechnet wegen ${RECOMPUTATIONS[reason]}, statt ${instead}`,
  paused: (from, until, reason) => `angehalten von ${from} bis ${until} (${PAUSE_REASONS[reason] ?? reason})`,
};

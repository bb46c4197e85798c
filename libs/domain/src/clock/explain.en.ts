import type { RecomputationReason } from './derivation.js';
import type { ExplainPhrases, SpokenDay } from './explain-phrases.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** English names of the holidays, by the name in the statute or in the source of the calendar. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  Neujahr: "New Year's Day",
  Karfreitag: 'Good Friday',
  Ostermontag: 'Easter Monday',
  '1. Mai': 'Labour Day',
  Maifeiertag: 'Labour Day',
  'Tag der Arbeit': 'Labour Day',
  'Christi Himmelfahrt': 'Ascension Day',
  Pfingstmontag: 'Whit Monday',
  Fronleichnam: 'Corpus Christi',
  'Tag der Deutschen Einheit': 'German Unity Day',
  Allerheiligen: "All Saints' Day",
  '1. Weihnachtstag': 'Christmas Day',
  '2. Weihnachtstag': 'Boxing Day',
};

const PAUSE_REASONS: Readonly<Record<string, string>> = {
  person_asked_later: 'the person asked to be called later',
  interpreter_pending: 'an interpreter is awaited',
  waiting_for_police: 'an answer of the police is awaited',
  withheld: 'the centre knows the reason',
};

const RECOMPUTATIONS: Readonly<Record<RecomputationReason, string>> = {
  calendar: 'a change of the calendar',
  closure: 'a closure of the centre',
  agreement: 'a change of the agreement',
  opening_hours: 'a change of the centre’s entry',
};

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const and = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

const dayOfMonth = ({ day, month, year }: SpokenDay): string => `${day} ${MONTHS[month - 1] ?? ''}${year === null ? '' : ` ${year}`}`;

/** The English catalogue of `explain`. */
export const ENGLISH: ExplainPhrases = {
  started: {
    transfer: 'consent given',
    acknowledge: 'assigned',
    first_attempt: 'submitted',
    contact_in_protection: 'ordered',
    attempt_series: 'accepted',
    measure_end: 'ordered',
    measure_extended: 'court application of',
    clarify: 'returned',
    reroute: 'declined',
    high_risk: 'high risk flagged',
    high_risk_attempt: 'high risk flagged',
    retention: 'ended',
    feedback: 'result of',
  },
  due: 'due',
  unmoved: 'no rule moved it',
  day: (day) => `${WEEKDAYS[day.weekday - 1] ?? ''} ${dayOfMonth(day)}`,
  dayOfMonth,
  rule: ({ amount, unit }) => {
    switch (unit) {
      case 'EH':
        return several(amount, 'elapsed hour', 'elapsed hours');
      case 'OH':
        return several(amount, 'opening hour', 'opening hours');
      case 'CD':
        return amount === 0 ? 'the same day' : several(amount, 'calendar day', 'calendar days');
      case 'WT':
        return several(amount, 'working day Mon–Sat', 'working days Mon–Sat');
      case 'AT':
        return several(amount, 'working day Mon–Fri', 'working days Mon–Fri');
    }
  },
  holidayName: (name) => HOLIDAYS[name] ?? name,
  doNotCount: (days) => `${and(days)} ${days.length === 1 ? 'does' : 'do'} not count`,
  notWorkingDays: (days) => `${and(days)} ${days.length === 1 ? 'is not a working day' : 'are not working days'}`,
  closed: (from, to, reason) => (from === to ? `closed on ${from} (${reason})` : `closed from ${from} to ${to} (${reason})`),
  clocksForward: (day) => `the clocks go forward on ${day}`,
  clocksBack: (day) => `the clocks go back on ${day}`,
  formDate: (written, computed) => `the police set ${written} as the last day instead of ${computed}`,
  courtApplied: (day) => `the court application of ${day} extends it`,
  courtDecided: (day) => `the court decision of ${day} ends it`,
  afterFirstMeasure: (day) => `counted from the end of the first measure on ${day}`,
  cappedByMeasure: (day) => `counted from the end of the measure on ${day} at the latest`,
  outsideHours: (opensAt, counts) =>
    `the centre was closed until ${opensAt}, the time counts ${counts === 'at_once' ? 'at once' : 'from the opening'}`,
  recomputed: (at, instead, reason) => `computed anew on ${at} because of ${RECOMPUTATIONS[reason]}, instead of ${instead}`,
  paused: (from, until, reason) => `paused from ${from} to ${until} (${PAUSE_REASONS[reason] ?? reason})`,
};

import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { instantAt } from '../calendar/zone.js';
import { DAILY_SERVICE_AGREEMENT_PARAMETERS, DEFAULT_AGREEMENT_PARAMETERS } from './agreement-parameters.js';
import type { ClockKind } from './clock-kinds.js';
import type { DueRule } from './duration.js';
import { explain } from './explain.js';
import { ruleSetFor } from './rule-sets.js';
import { startClock, type ClockTerms } from './start-clock.js';

const EASTER = instantAt('2027-03-26', '21:40');
const TERMS: ClockTerms = {
  calendar: NRW_CALENDAR,
  ruleSet: ruleSetFor('2027-03-26'),
  agreement: DAILY_SERVICE_AGREEMENT_PARAMETERS,
  agreementVersion: 1,
  riskLevel: 'none',
};

function sentence(kind: ClockKind, at: Date, terms: Partial<ClockTerms> = {}, locale: 'en' | 'de' = 'en'): string {
  const clock = startClock(kind, at, { ...TERMS, ...terms });
  if (clock === null) throw new Error(`${kind} does not apply`);
  return explain(clock.derivation, locale);
}
const acknowledging = (acknowledge: DueRule): Partial<ClockTerms> => ({ agreement: { ...DEFAULT_AGREEMENT_PARAMETERS, acknowledge } });

describe('the sentence that explains a due instant', () => {
  test('says that no rule moved it', () => {
    expect(sentence('first_attempt', EASTER)).toBe(
      'submitted Fri 26 Mar 2027 21:40; 24 elapsed hours; due Sat 27 Mar 21:40; no rule moved it',
    );
    expect(sentence('first_attempt', EASTER, {}, 'de')).toBe(
      'übermittelt Fr 26.03.2027 21:40; 24 Stunden durchgehend; fällig Sa 27.03. 21:40; keine Regel hat die Frist verschoben',
    );
  });

  test('names every holiday and weekend', () => {
    expect(sentence('acknowledge', EASTER, acknowledging({ amount: 3, unit: 'AT' }))).toBe(
      'assigned Fri 26 Mar 2027 21:40; 3 working days Mon–Fri; due Thu 1 Apr 24:00; ' +
        'Good Friday 26 Mar and Easter Monday 29 Mar do not count; Sat 27 Mar and Sun 28 Mar are not working days',
    );
    expect(sentence('acknowledge', instantAt('2027-03-25', '15:00'), acknowledging({ amount: 3, unit: 'WT' }), 'de')).toBe(
      'zugewiesen Do 25.03.2027 15:00; 3 Werktage (Mo–Sa); fällig Mi 31.03. 24:00; ' +
        'Karfreitag 26.03. und Ostermontag 29.03. zählen nicht; So 28.03. ist kein Werktag',
    );
  });

  test('names nothing when only the start day was a holiday', () => {
    expect(sentence('acknowledge', EASTER, acknowledging({ amount: 1, unit: 'WT' }))).toContain('due Sat 27 Mar 24:00; no rule moved it');
  });

  test('names a clock change, and only where it moved the reading', () => {
    expect(sentence('first_attempt', instantAt('2027-03-27', '20:00'))).toContain(
      'due Sun 28 Mar 21:00; the clocks go forward on Sun 28 Mar',
    );
    expect(sentence('first_attempt', instantAt('2027-10-30', '20:00'))).toContain('due Sun 31 Oct 19:00; the clocks go back on Sun 31 Oct');
    expect(sentence('attempt_series', EASTER)).toContain('due Fri 2 Apr 24:00; no rule moved it');
  });

  test('names closures and the year when it changes', () => {
    const openingHours: OpeningHours = {
      windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
      dailyService: false,
      closures: [{ from: '2026-12-28', to: '2026-12-31', reason: 'between the years' }],
    };
    expect(sentence('acknowledge', instantAt('2026-12-24', '16:00'), { ...acknowledging({ amount: 2, unit: 'OH' }), openingHours })).toBe(
      'assigned Thu 24 Dec 2026 16:00; 2 opening hours; due Mon 4 Jan 2027 10:00; ' +
        "Christmas Day 25 Dec, Boxing Day 26 Dec and New Year's Day 1 Jan 2027 do not count; closed from Mon 28 Dec to Thu 31 Dec (between the years)",
    );
  });

  test('tells the end of a measure with what the police and the court did', () => {
    const measure = { orderedAt: EASTER, lastDayOn: '2027-04-05' };
    expect(sentence('measure_end', EASTER, { measure })).toBe(
      'ordered Fri 26 Mar 2027 21:40; 10 calendar days; due Mon 5 Apr 24:00; no rule moved it',
    );
    expect(sentence('measure_end', EASTER, { measure: { ...measure, lastDayOn: '2027-03-31' } })).toContain(
      'due Wed 31 Mar 24:00; the police set Wed 31 Mar as the last day instead of Mon 5 Apr',
    );
    const decided = { ...measure, courtAppliedOn: '2027-04-05', courtDecidedOn: '2027-04-08' };
    expect(sentence('measure_extended', instantAt('2027-04-08', '15:00'), { measure: decided })).toBe(
      'court application of Mon 5 Apr 2027; 10 calendar days; due Thu 8 Apr 24:00; the court application of Mon 5 Apr extends it; ' +
        'counted from the end of the first measure on Mon 5 Apr; the court decision of Thu 8 Apr ends it',
    );
  });

  test('speaks German about every clock without an English word left', () => {
    const measure = { orderedAt: EASTER, lastDayOn: '2027-04-05', courtAppliedOn: '2027-04-05', courtDecidedOn: '2027-04-08' };
    const text = sentence('contact_in_protection', EASTER, { measure }, 'de');
    expect(text).toBe(
      'angeordnet Fr 26.03.2027 21:40; 10 Kalendertage; fällig Do 08.04. 24:00; der Antrag bei Gericht vom Mo 05.04. verlängert die Maßnahme; ' +
        'gerechnet ab dem Ende der ersten Maßnahme am Mo 05.04.; die Entscheidung des Gerichts vom Do 08.04. beendet die Maßnahme',
    );
  });
});

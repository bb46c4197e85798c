import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { instantAt, wallClockOf } from '../calendar/zone.js';
import { DEFAULT_AGREEMENT_PARAMETERS, type AgreementParameters } from './agreement-parameters.js';
import type { ClockKind } from './clock-kinds.js';
import { explain } from './explain.js';
import { ruleSetFor } from './rule-sets.js';
import { startClock, type NewClock } from './start-clock.js';

const OFFICE: OpeningHours = { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), dailyService: false, closures: [] };
const FRIDAY_NIGHT = instantAt('2027-03-05', '21:40');
const FRIDAY_NOON = instantAt('2027-03-05', '12:00');

function started(kind: ClockKind, at: Date, parameters: Partial<AgreementParameters>, openingHours: OpeningHours = OFFICE): NewClock {
  const agreement = { ...DEFAULT_AGREEMENT_PARAMETERS, acknowledge: { amount: 24, unit: 'EH' }, ...parameters } as const;
  const clock = startClock(kind, at, { calendar: NRW_CALENDAR, ruleSet: ruleSetFor('2027-03-05'), agreement, agreementVersion: 1, riskLevel: 'high', openingHours });
  if (clock === null) throw new Error(`${kind} does not apply`);
  return clock;
}
const wall = (at: Date): string => `${wallClockOf(at).day} ${wallClockOf(at).time}`;

describe('a clock that starts while the centre is closed', () => {
  test('counts at once by default, and its sentence says so', () => {
    const clock = started('acknowledge', FRIDAY_NIGHT, {});
    expect(wall(clock.dueAt)).toBe('2027-03-06 21:40');
    expect(explain(clock.derivation, 'en')).toBe(
      'assigned Fri 5 Mar 2027 21:40; 24 elapsed hours; due Sat 6 Mar 21:40; no rule moved it; the centre was closed until Mon 8 Mar 09:00, the time counts at once',
    );
  });

  test('counts from the opening where the agreement says so: due instant and warnings', () => {
    const clock = started('acknowledge', FRIDAY_NIGHT, { outsideHours: 'from_opening' });
    expect(clock.startedAt).toEqual(FRIDAY_NIGHT);
    expect(clock.rungs.slice(0, 3).map((rung) => wall(rung.dueAt))).toEqual(['2027-03-08 21:00', '2027-03-09 04:12', '2027-03-09 09:00']);
    expect(explain(clock.derivation, 'de')).toBe(
      'zugewiesen Fr 05.03.2027 21:40; 24 Stunden durchgehend; fällig Di 09.03. 09:00; die Stelle war bis Mo 08.03. 09:00 geschlossen, gezählt wird ab der Öffnung',
    );
  });

  test('counts from the opening in opening hours, whatever the agreement says', () => {
    const clock = started('acknowledge', FRIDAY_NIGHT, { acknowledge: { amount: 2, unit: 'OH' } });
    expect(wall(clock.dueAt)).toBe('2027-03-08 11:00');
    expect(clock.derivation.steps[0]).toMatchObject({ code: 'outside_hours', params: { counts: 'from_opening' } });
  });

  test('counts at once for high risk, whatever the agreement says', () => {
    const clock = started('high_risk', FRIDAY_NIGHT, { outsideHours: 'from_opening' });
    expect(wall(clock.dueAt)).toBe('2027-03-05 23:40');
    expect(clock.derivation.steps).toEqual([]);
  });

  test('is not one that starts in opening hours, or at a centre without any', () => {
    for (const hours of [OFFICE, { ...OFFICE, windows: [] }]) {
      const at = hours === OFFICE ? FRIDAY_NOON : FRIDAY_NIGHT;
      expect(started('acknowledge', at, { outsideHours: 'from_opening' }, hours).derivation.steps).toEqual([]);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { changedCalendar, InvalidRegistryChange, readRegistryChange } from './registry-change.js';

const ID = '11111111-2222-3333-4444-555555555555';
const closure = (change: object) => ({ kind: 'closure', centreId: ID, closure: { from: '2027-03-03', to: '2027-03-05', reason: 'Umzug', ...change } });
const agreement = (parameters: object) => ({ kind: 'agreement', policeAuthorityId: ID, centreId: ID, validFrom: '2027-03-01', parameters });

describe('a change of the registry', () => {
  it('is read as it was written', () => {
    for (const change of [closure({}), agreement({ acknowledge: { amount: 10, unit: 'OH' }, outsideHours: 'from_opening' })]) {
      expect(readRegistryChange(JSON.parse(JSON.stringify(change)))).toEqual(change);
    }
  });

  it.each([
    [{ kind: 'weather' }, /closure, agreement or calendar/],
    [closure({ from: '2027-03-06' }), /ends on the day it begins or later/],
    [closure({ from: '2027-02-30' }), /must be a day/],
    [closure({ reason: '' }), /needs a reason/],
    [closure({ colour: 'red' }), /colour is no part/],
    [{ ...closure({}), colour: 'red' }, /colour is no part/],
    [{ ...closure({}), centreId: 'koeln' }, /centreId must be the id/],
    [{ kind: 'calendar', version: 'z', add: {}, remove: [] }, /at least one day/],
    [{ kind: 'calendar', version: 'z', add: { '2027-03-03': '' } }, /needs the name/],
    [agreement({ acknowledge: { amount: 2, unit: 'hours' } }), /unit hours is none of/],
    [agreement({ acknowledge: { amount: -2, unit: 'EH' } }), /no duration/],
    [agreement({ firstAtempt: { amount: 2, unit: 'EH' } }), /firstAtempt is no option/],
    [agreement({ attemptRule: { atempts: 3 } }), /attemptRule\/atempts is no option/],
    [agreement({ telLocalCoordinator: 'yes' }), /telLocalCoordinator has a value/],
    [agreement({ outsideHours: 'sometimes' }), /outsideHours is none of/],
  ])('that cannot be is refused in words: %j', (json, words) => {
    expect(() => readRegistryChange(json)).toThrow(InvalidRegistryChange);
    expect(() => readRegistryChange(json)).toThrow(words);
  });
});

describe('a changed calendar', () => {
  const calendar = { version: 'a', from: 2026, to: 2027, holidays: { '2027-01-01': 'Neujahr' } };
  const change = (add: Record<string, string>, remove: string[] = [], version = 'b') => ({ kind: 'calendar', version, add, remove }) as const;

  it('is a new version with the days added and removed; the old one stays', () => {
    expect(changedCalendar(calendar, change({ '2027-03-03': 'Teststag' }, ['2027-01-01']))).toEqual({ version: 'b', from: 2026, to: 2027, holidays: { '2027-03-03': 'Teststag' } });
    expect(calendar.holidays).toEqual({ '2027-01-01': 'Neujahr' });
  });

  it.each([
    [change({ '2030-01-01': 'Neujahr' }), /outside the years of the calendar, 2026 to 2027/],
    [change({}, ['2027-05-05']), /is no holiday/],
    [change({ '2027-01-01': 'Neujahr' }), /is a holiday already/],
    [change({ '2027-03-03': 'Tag' }, [], 'A'), /must come after a/],
  ])('that cannot be is refused: %j', (each, words) => expect(() => changedCalendar(calendar, each)).toThrow(words));
});

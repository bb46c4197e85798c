import { describe, expect, it } from '@jest/globals';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { isResolutionOverdue, resolutionRefusal, resolutionRungs } from './resolution.js';

const NOW = new Date('2027-03-09T15:00:00Z');
const BOUND = new Set(['centre', 'police']);
const instants = (dueOn: string, decidedAt = NOW): readonly string[] => resolutionRungs(dueOn, decidedAt, NRW_CALENDAR).rungs.map(({ rung, dueAt }) => `${rung} ${dueAt.toISOString()}`);

describe('a resolution', () => {
  it.each([
    ['without an owner', { ownerId: null, dueOn: '2027-03-20' }, 'resolution_without_owner'],
    ['without a due day', { ownerId: 'centre', dueOn: null }, 'resolution_without_due_date'],
    ['for somebody who was not invited', { ownerId: 'stranger', dueOn: '2027-03-20' }, 'owner_not_invited'],
    ['due yesterday', { ownerId: 'centre', dueOn: '2027-03-08' }, 'due_date_passed'],
    ['due in three years', { ownerId: 'centre', dueOn: '2030-03-08' }, 'due_date_too_far'],
    ['due today', { ownerId: 'police', dueOn: '2027-03-09' }, null],
  ])('%s', (_, proposed, refusal) => expect(resolutionRefusal(proposed, BOUND, NOW)).toBe(refusal));

  it('reminds its owner three working days before, is due at the end of its day, and goes to the convener two working days after', () => {
    expect(instants('2027-04-15')).toEqual(['reminder 2027-04-12T06:00:00.000Z', 'due 2027-04-15T22:00:00.000Z', 'escalation 2027-04-19T22:00:00.000Z']);
  });

  it('due on a public holiday falls due on the next working day', () => {
    // Karfreitag 2027; Easter Monday is none either.
    expect(instants('2027-03-26')).toEqual(['reminder 2027-03-23T07:00:00.000Z', 'due 2027-03-30T22:00:00.000Z', 'escalation 2027-04-01T22:00:00.000Z']);
  });

  it('due so soon that the reminder would lie behind is told when it is due', () => {
    expect(instants('2027-03-10')).toEqual(['due 2027-03-10T23:00:00.000Z', 'escalation 2027-03-12T23:00:00.000Z']);
  });

  it('is overdue from its due instant on, until it is closed', () => {
    const dueAt = new Date('2027-03-10T23:00:00Z');
    expect(isResolutionOverdue({ state: 'open', dueAt }, new Date(dueAt.getTime() - 1))).toBe(false);
    expect(isResolutionOverdue({ state: 'open', dueAt }, dueAt)).toBe(true);
    expect(isResolutionOverdue({ state: 'done', dueAt }, dueAt)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { closuresAhead } from './closures-ahead.js';

const centre = (name: string, active: boolean, ...closures: readonly (readonly [string, string])[]) => ({ id: name, name, active, openingHours: { closures: closures.map(([from, to]) => ({ from, to })) } });

describe('the closed offices', () => {
  it('are those whose closure touches the days looked at, the earliest first, and no centre that is out of service', () => {
    const centres = [
      centre('Später', true, ['2027-03-10', '2027-03-12'], ['2027-03-16', '2027-03-20'], ['2027-03-17', '2027-03-18']),
      centre('Jetzt', true, ['2027-02-20', '2027-03-02'], ['2027-02-01', '2027-03-01']),
      centre('Geschlossen', false, ['2027-03-03', '2027-03-04']),
    ];
    expect(closuresAhead(centres, '2027-03-02', '2027-03-16').map(({ name, from }) => [name, from])).toEqual([['Jetzt', '2027-02-20'], ['Später', '2027-03-10'], ['Später', '2027-03-16']]);
  });
});

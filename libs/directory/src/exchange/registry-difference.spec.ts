import { madeUpCentres } from '../../../../test/support/made-up-centres.js';
import type { CentreRecord } from './centre-record.js';
import { differenceOf, isEmptyDifference } from './registry-difference.js';

const [made] = madeUpCentres(1, 11, ['05315000']) as [CentreRecord];
const address = { street: 'Musterstraße 1', postcode: '50667', place: 'Köln' };
const centre: CentreRecord = { ...made, code: 'BST-A', name: 'Beispiel A', address, catchment: ['05315000', '05316000'] };

describe('the difference between the registry and a file', () => {
  it('names what was added, what changed from what to what, and whom the file leaves alone', () => {
    const file = [
      { ...centre, name: 'Beispiel B', catchment: ['05316000', '05111000'] },
      { ...centre, code: 'BST-NEW' },
    ];
    expect(differenceOf([centre, { ...centre, code: 'BST-Z' }], file)).toEqual({
      centres: [
        {
          code: 'BST-A',
          change: 'changed',
          record: file[0],
          fields: [{ field: 'name', from: 'Beispiel A', to: 'Beispiel B' }],
          catchment: { added: ['05111000'], removed: ['05315000'] },
        },
        { code: 'BST-NEW', change: 'added', record: file[1] },
      ],
      notMentioned: ['BST-Z'],
    });
  });

  it('is empty the second time, in whatever order lists and keys stand', () => {
    const { street, postcode, place } = address;
    const again = { ...centre, address: { place, postcode, street }, catchment: [...centre.catchment].reverse(), validFrom: '2030-01-01' };
    const difference = differenceOf([centre], [again]);
    expect(difference).toEqual({ centres: [{ code: 'BST-A', change: 'unchanged' }], notMentioned: [] });
    expect(isEmptyDifference(difference)).toBe(true);
  });

  it.each<Partial<CentreRecord>>([
    { active: !centre.active },
    { languages: ['de', 'vi'] },
    { windows: [] },
    { address: null },
    { address: { ...address, street: 'Musterstraße 2' } },
    { catchment: [] },
  ])('is not empty when this changes: %j', (change) => {
    const changed =
      centre.windows.length === 0 && 'windows' in change ? { windows: [{ weekday: 1, opens: '09:00', closes: '10:00' }] } : change;
    expect(isEmptyDifference(differenceOf([centre], [{ ...centre, ...changed }]))).toBe(false);
  });
});

import { windowFaults } from './window-faults.js';

const window = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

describe('the opening hours of a week', () => {
  test('are right when windows of a day follow each other, touch, run over midnight or fill the day', () => {
    expect(windowFaults([])).toEqual([]);
    expect(windowFaults([window(1, '09:00', '12:00'), window(1, '12:00', '17:00'), window(2, '00:00', '24:00'), window(7, '22:00', '06:00'), window(1, '06:00', '09:00')])).toEqual([]);
  });

  test.each([
    ['a window of no time', [window(3, '09:00', '09:00')], [{ index: 0, field: 'closes', code: 'same_time' }]],
    ['a time that is none', [window(3, '9:00', '17:00'), window(4, '09:00', '25:00'), window(5, '24:00', '02:00')], [
      { index: 0, field: 'opens', code: 'malformed' }, { index: 1, field: 'closes', code: 'malformed' }, { index: 2, field: 'opens', code: 'malformed' },
    ]],
    ['a day that is none', [window(8, '09:00', '17:00'), window(0, '09:00', '17:00'), window(1.5, '09:00', '17:00')], [0, 1, 2].map((index) => ({ index, field: 'weekday', code: 'malformed' }))],
    ['two that overlap, whichever comes first in the list', [window(1, '11:00', '17:00'), window(1, '09:00', '12:00')], [{ index: 0, field: 'opens', code: 'overlap' }]],
    ['the same twice: the second', [window(1, '09:00', '12:00'), window(1, '09:00', '12:00')], [{ index: 1, field: 'opens', code: 'overlap' }]],
    ['one inside another', [window(1, '09:00', '17:00'), window(1, '10:00', '11:00')], [{ index: 1, field: 'opens', code: 'overlap' }]],
    ['one that the night before reaches into', [window(2, '05:00', '12:00'), window(1, '20:00', '06:00')], [{ index: 0, field: 'opens', code: 'overlap' }]],
    ['Monday morning that Sunday night reaches into', [window(1, '05:00', '12:00'), window(7, '20:00', '06:00')], [{ index: 0, field: 'opens', code: 'overlap' }]],
  ] as const)('%s is named by its place', (_, windows, faults) => {
    expect(windowFaults(windows)).toEqual(faults);
  });
});

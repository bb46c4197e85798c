import { INBOX_FILTERS, passes, rowBeside, rowsOf, type InboxRow } from './inbox-filters.js';

const row = (id: string, change: Partial<InboxRow> = {}): InboxRow => ({
  id, state: 'submitted', overdue: false, nextDueAt: '2027-03-03T09:00:00Z', counsellorId: null, createdAt: '2027-03-02T09:00:00Z', ...change,
});
const ids = (rows: readonly InboxRow[]): readonly string[] => rows.map(({ id }) => id);
const ROWS = [
  row('late', { overdue: true, nextDueAt: '2027-03-01T09:00:00Z', state: 'accepted', counsellorId: 'ada' }),
  row('calm', { state: 'reached', nextDueAt: null }),
  row('new'),
  row('tried', { state: 'contacting', nextDueAt: '2027-03-02T12:00:00Z' }),
  row('gone', { state: 'declined', nextDueAt: null }),
  row('over', { state: 'closed', nextDueAt: '2027-05-01T09:00:00Z', counsellorId: 'ada' }),
];

describe('the inbox of a centre', () => {
  it('stands in the order of the next breach, what has none last', () =>
    expect(ids(rowsOf(ROWS, 'open', 'ada'))).toEqual(['late', 'tried', 'new', 'calm']));

  it.each([
    ['new', ['new']],
    ['mine', ['late']],
    ['overdue', ['late']],
    ['again', ['tried']],
    ['done', ['over', 'gone']],
  ] as const)('holds under „%s“ what belongs there', (filter, expected) => expect(ids(rowsOf(ROWS, filter, 'ada'))).toEqual(expected));

  it('counts what it lists, and loses no row between open and done', () => {
    for (const filter of INBOX_FILTERS) expect(rowsOf(ROWS, filter, 'ada')).toHaveLength(ROWS.filter((each) => passes(each, filter, 'ada')).length);
    expect(rowsOf(ROWS, 'open', 'ada').length + rowsOf(ROWS, 'done', 'ada').length).toBe(ROWS.length);
  });

  it('is walked row by row and stops at its ends', () => {
    expect([rowBeside(ROWS, null, 1)?.id, rowBeside(ROWS, 'late', 1)?.id, rowBeside(ROWS, 'late', -1)?.id, rowBeside(ROWS, 'over', 1)?.id]).toEqual(['late', 'calm', 'late', 'over']);
    expect(rowBeside(ROWS, 'not in this list', 1)?.id).toBe('late');
    expect(rowBeside([], null, 1)).toBeNull();
  });
});

import { searchPlaces } from './place-search.js';

const place = (name: string, ...postcodes: string[]) => ({ name, postcodes });
const PLACES = [
  place('Köln', '50667', '51103'),
  place('Bad Münstereifel', '53902'),
  place('Münster', '48143'),
  place('Mülheim an der Ruhr', '45468'),
  place('Straelen', '47638'),
];
const found = (typed: string): readonly string[] => searchPlaces(PLACES, typed, 3).map(({ name }) => name);

describe('the search for a municipality', () => {
  it.each(['koeln', 'KÖLN', 'koln', ' köln ', 'ko\u0308ln'])('finds Köln as %j', (typed) => expect(found(typed)).toEqual(['Köln']));
  it('puts the whole name before its parts', () => expect(found('münster')).toEqual(['Münster', 'Bad Münstereifel']));
  it('finds by the beginning of a postcode', () => expect(found('4')).toEqual(['Münster', 'Mülheim an der Ruhr', 'Straelen']));
  it('finds nothing without a question', () => expect(found('  ')).toEqual([]));
  it('answers no more than asked for', () => expect(searchPlaces(PLACES, '5', 1)).toHaveLength(1));
});

import { organisationIdOf, readRegistry } from './registry.js';

const registry = readRegistry();
const competent = (ags: string): string | undefined => registry.municipalities.find((each) => each.ags === ags)?.policeAuthorityCode;

describe('the registry of NRW', () => {
  it('has 53 districts, 396 municipalities and 47 police authorities', () => {
    expect([registry.districts.length, registry.municipalities.length, registry.policeAuthorities.length]).toEqual([53, 396, 47]);
  });

  it('gives every municipality a district and a police authority that exist', () => {
    const districts = new Set(registry.districts.map(({ ags }) => ags));
    const authorities = new Set(registry.policeAuthorities.map(({ code }) => code));
    expect(
      registry.municipalities.filter((each) => !districts.has(each.districtAgs) || !authorities.has(each.policeAuthorityCode)),
    ).toEqual([]);
  });

  it.each([
    ['Witten', '05954036', 'PP-Bochum'],
    ['Lünen', '05978024', 'PP-Dortmund'],
    ['Königswinter', '05382024', 'PP-Bonn'],
    ['Bottrop', '05512000', 'PP-Recklinghausen'],
    ['Leverkusen', '05316000', 'PP-Koeln'],
  ])('gives %s to the police authority of another district', (_name, ags, code) => expect(competent(ags)).toBe(code));

  it('gives an organisation the same id everywhere', () =>
    expect(organisationIdOf('PP-Duesseldorf')).toBe('16f17e80-e718-51f7-ac62-a7f5aca053c6'));
});

import { nrwHolidays, organisationIdOf, readRegistry } from '#directory';
import { exclusionReasons, rankCentres, type Calendar, type RoutingCentre, type RoutingQuestion } from '#domain';
import { AUTHORITIES, CENTRES, fictional, openingHoursOf, type DemoAuthority, type DemoCentre } from './catalogue.js';

/** A municipality of the demo with a postcode for addresses in it. */
export interface DemoPlace {
  readonly ags: string;
  readonly name: string;
  readonly postcode: string;
}

/** What the plan knows of the world: the same registry and centres that the database is given, so that routing answers alike. */
export interface DemoWorld {
  readonly now: Date;
  readonly calendar: Calendar;
  readonly centres: readonly (RoutingCentre & { readonly code: string })[];
  placesOf(authorityCode: string): readonly DemoPlace[];
}

/** The AGS that a centre of the catalogue serves. */
export function catchmentOf(centre: DemoCentre, municipalities: readonly { readonly ags: string }[]): readonly string[] {
  return municipalities
    .map(({ ags }) => ags)
    .filter((ags) => centre.serves.some((area) => ags.startsWith(area)) && centre.except?.includes(ags) !== true);
}

export function demoWorld(now: Date): DemoWorld {
  const registry = readRegistry();
  const postcodes = new Map(registry.postcodes.map(({ ags, postcode }) => [ags, postcode]));
  const places = new Map(
    AUTHORITIES.map(({ code }) => [
      code,
      registry.municipalities
        .filter((each) => each.policeAuthorityCode === code)
        .map(({ ags, name }) => ({ ags, name, postcode: postcodes.get(ags) ?? '00000' })),
    ]),
  );
  return {
    now,
    calendar: nrwHolidays(),
    centres: CENTRES.map((centre) => ({
      id: organisationIdOf(centre.code),
      code: centre.code,
      name: fictional(centre.name),
      active: true,
      kind: centre.kind ?? ('intervention' as const),
      catchment: catchmentOf(centre, registry.municipalities),
      targetGroups: centre.groups,
      languages: [],
      acceptsMinors: centre.minors ?? false,
      openingHours: openingHoursOf(centre, now),
      capacity: null,
      presence: null,
    })),
    placesOf: (authorityCode) => places.get(authorityCode) ?? [],
  };
}

export type DemoWorldCentre = DemoWorld['centres'][number];

/** The centres that may be named, best first. */
export function candidates(world: DemoWorld, question: RoutingQuestion): readonly DemoWorldCentre[] {
  const byId = new Map(world.centres.map((centre) => [centre.id, centre]));
  return rankCentres(world.centres, question, world.calendar).candidates.flatMap(({ centre }) => byId.get(centre.id) ?? []);
}

/** Whether a centre serves somebody somewhere. */
export const serves = (centre: RoutingCentre, question: RoutingQuestion): boolean => exclusionReasons(centre, question).length === 0;

/** The authorities, each as often as its share of referrals. */
export const weightedAuthorities = (): readonly (readonly [DemoAuthority, number])[] =>
  AUTHORITIES.map((authority) => [authority, authority.share]);

import {
  completeParameters, localDayOf, rankCentres,
  type AgreementParameters, type Calendar, type LocalDay, type OpeningHours, type Presence, type RoutingAnswer, type RoutingCentre, type RoutingQuestion, type RuleSet,
} from '#domain';
import type { AgreementRow, CatchmentRow, CentreRow, CentreVersion, EnteredClosure, MunicipalityRow, OrganisationRow, RegistrySnapshot } from './registry-snapshot.js';
import { changedRegistry } from './changed-registry.js';
import { searchPlaces } from './place-search.js';
import type { RegistryChange } from './registry-change.js';
import { isValidOn, versionOn } from './registry-versions.js';

/** A municipality with whom it belongs to. `district` is the district's name. */
export interface MunicipalityEntry {
  readonly ags: string;
  readonly name: string;
  readonly district: string;
  readonly districtAgs: string;
  readonly postcodes: readonly string[];
  readonly policeAuthority: { readonly id: string; readonly name: string };
}

/** A centre as others may know it, by the version that holds on the day asked for. `catchment`: the AGS served on that day. */
export interface CentreEntry extends Omit<CentreVersion, 'windows'> {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly mail: string | null;
  readonly openingHours: OpeningHours;
  readonly catchment: readonly string[];
  readonly capacity: RoutingCentre['capacity'];
}

/** Everything the registry holds about one centre, past and future versions too. */
export interface CentreRecordOfRegistry {
  readonly entry: CentreEntry;
  readonly versions: readonly CentreVersion[];
  readonly closures: readonly EnteredClosure[];
  readonly catchment: readonly CatchmentRow[];
}

/** The parameters that hold; version null: no agreement exists and the defaults apply. */
export interface AgreementInForce {
  readonly version: number | null;
  readonly parameters: AgreementParameters;
}

/** The registry at one instant, indexed: of now, or as it would be after a proposed change. Answers the same for the same snapshot and instant. */
export class RegistryView {
  private readonly organisations: ReadonlyMap<string, OrganisationRow>;
  private readonly places: ReadonlyMap<string, MunicipalityEntry>;
  private readonly centreRows: ReadonlyMap<string, CentreRow>;
  private readonly presences: ReadonlyMap<string, Presence>;
  /** The routing's centres of the day that was asked for last: a year of questions about one day builds them once. */
  private routing: { readonly day: LocalDay; readonly centres: readonly RoutingCentre[] } | null = null;

  constructor(
    readonly snapshot: RegistrySnapshot,
    private readonly now: () => Date,
  ) {
    this.organisations = new Map(snapshot.organisations.map((row) => [row.id, row]));
    this.places = new Map(snapshot.municipalities.map((row) => [row.ags, this.toMunicipality(row)]));
    this.centreRows = new Map(snapshot.centres.map((row) => [row.id, row]));
    this.presences = new Map(snapshot.presence.map(({ centreId, away, onCall }) => [centreId, { staff: [{ away: away.map(toSpan) }], onCall: onCall.map(toSpan) }]));
  }

  /** The registry as it would be after a change that is not written. */
  after(change: RegistryChange): RegistryView {
    return new RegistryView(changedRegistry(this.snapshot, change), this.now);
  }

  today(): LocalDay {
    return localDayOf(this.now());
  }

  municipality(ags: string): MunicipalityEntry | null {
    return this.places.get(ags) ?? null;
  }

  /** The name of a district by its key. */
  districtName(districtAgs: string): string | null {
    return this.snapshot.municipalities.find((place) => place.districtAgs === districtAgs)?.districtName ?? null;
  }

  municipalities(): readonly MunicipalityEntry[] {
    return [...this.places.values()];
  }

  searchMunicipalities(q: string): readonly MunicipalityEntry[] {
    return searchPlaces([...this.places.values()], q, 20);
  }

  organisation(id: string): OrganisationRow | null {
    return this.organisations.get(id) ?? null;
  }

  centre(id: string, day: LocalDay = this.today()): CentreEntry | null {
    const row = this.centreRows.get(id);
    return row === undefined ? null : this.toEntry(row, day);
  }

  /** All centres, also those that take nobody, by name. */
  centres(day: LocalDay = this.today()): readonly CentreEntry[] {
    return [...this.centreRows.values()].map((row) => this.toEntry(row, day));
  }

  centreRecord(id: string): CentreRecordOfRegistry | null {
    const row = this.centreRows.get(id);
    if (row === undefined) return null;
    return { entry: this.toEntry(row, this.today()), versions: row.versions, closures: row.closures, catchment: row.catchment };
  }

  /** The centre as the routing sees it on a day. */
  routingCentre(id: string, day: LocalDay = this.today()): RoutingCentre | null {
    return this.routingCentres(day).find((centre) => centre.id === id) ?? null;
  }

  routingCentres(day: LocalDay): readonly RoutingCentre[] {
    if (this.routing?.day !== day) this.routing = { day, centres: [...this.centreRows.values()].map((row) => this.toRoutingCentre(row, day)) };
    return this.routing.centres;
  }

  /** Every centre ranked or excluded with its reasons, on the day of the question. */
  candidates(question: RoutingQuestion): RoutingAnswer {
    return rankCentres(this.routingCentres(localDayOf(question.at)), question, this.calendar());
  }

  openingHours(centreId: string): OpeningHours | null {
    return this.centre(centreId)?.openingHours ?? null;
  }

  /** The agreement in force on the local day of an instant, or the defaults for this kind of centre; without a centre the general defaults. */
  agreementFor(policeAuthorityId: string, centreId: string | null, on: Date): AgreementInForce {
    const day = localDayOf(on);
    const dailyService = centreId !== null && (this.centre(centreId)?.dailyService ?? false);
    const agreement = this.agreements(policeAuthorityId, centreId).find((row) => isValidOn(row, day));
    if (agreement === undefined) return { version: null, parameters: completeParameters({}, dailyService) };
    // A parameter that is younger than the agreement takes its default.
    return { version: agreement.version, parameters: { ...completeParameters(agreement.parameters, dailyService), version: agreement.version } };
  }

  /** The versions of one agreement, newest first. */
  agreements(policeAuthorityId: string, centreId: string | null): readonly AgreementRow[] {
    return this.snapshot.agreements.filter((row) => row.policeAuthorityId === policeAuthorityId && row.centreId === centreId);
  }

  /** The calendar that new clocks use: the one that reaches farthest. */
  calendar(): Calendar {
    const calendar = this.snapshot.calendars.at(-1);
    if (calendar === undefined) throw new Error('the registry holds no calendar: run import-directory');
    return calendar;
  }

  ruleSets(): readonly RuleSet[] {
    return this.snapshot.ruleSets;
  }

  /** The local networks whose area includes a municipality. */
  networksOf(ags: string): readonly string[] {
    const districtAgs = this.places.get(ags)?.districtAgs;
    return this.snapshot.networkAreas.filter((area) => area.districtAgs === districtAgs).map((area) => area.organisationId);
  }

  private toEntry(row: CentreRow, day: LocalDay): CentreEntry {
    const { windows: _, ...version } = versionOn(row, day);
    const { openingHours, catchment, capacity, active } = this.toRoutingCentre(row, day);
    return { ...version, id: row.id, code: row.code, name: row.name, mail: row.mail, active, openingHours, catchment, capacity };
  }

  private toRoutingCentre(row: CentreRow, day: LocalDay): RoutingCentre {
    const { kind, taking, targetGroups, languages, acceptsMinors, windows, dailyService } = versionOn(row, day);
    const closures = row.closures.map(({ from, to, reason }) => ({ from, to, reason }));
    return {
      id: row.id,
      name: row.name,
      active: row.active && taking,
      kind,
      targetGroups,
      languages,
      acceptsMinors,
      openingHours: { windows, closures, dailyService },
      catchment: row.catchment.filter((area) => isValidOn(area, day)).map(({ ags }) => ags),
      capacity: row.capacity && { level: row.capacity.level, notedAt: new Date(row.capacity.notedAt), expiresAt: new Date(row.capacity.expiresAt) },
      presence: this.presences.get(row.id) ?? null,
    };
  }

  private toMunicipality(row: MunicipalityRow): MunicipalityEntry {
    const { ags, name, districtAgs, districtName: district, postcodes, policeAuthorityId: id } = row;
    return { ags, name, district, districtAgs, postcodes, policeAuthority: { id, name: this.organisations.get(id)?.name ?? '' } };
  }
}

const toSpan = ({ from, until }: { readonly from: string; readonly until: string }) => ({ from: new Date(from), until: new Date(until) });

import {
  completeParameters,
  localDayOf,
  rankCentres,
  type AgreementParameters,
  type Calendar,
  type LocalDay,
  type OpeningHours,
  type RoutingAnswer,
  type RoutingCentre,
  type RoutingQuestion,
  type RuleSet,
} from '#domain';
import type { TenantDatabase } from '#persistence';
import { readSnapshot, type CentreRow, type MunicipalityRow, type OrganisationRow, type RegistrySnapshot } from './registry-snapshot.js';
import { searchPlaces } from './place-search.js';

/** A municipality with whom it belongs to. `district` is the district's name. */
export interface MunicipalityEntry {
  readonly ags: string;
  readonly name: string;
  readonly district: string;
  readonly districtAgs: string;
  readonly postcodes: readonly string[];
  readonly policeAuthority: { readonly id: string; readonly name: string };
}

/** A centre as others may know it. `catchment`: the AGS served on the day asked for. */
export interface CentreEntry {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly targetGroups: RoutingCentre['targetGroups'];
  readonly languages: readonly string[];
  readonly acceptsMinors: boolean;
  readonly dailyService: boolean;
  readonly openingHours: OpeningHours;
  readonly phone: string | null;
  readonly catchment: readonly string[];
}

/** The parameters that hold; version null: no agreement exists and the defaults apply. */
export interface AgreementInForce {
  readonly version: number | null;
  readonly parameters: AgreementParameters;
}

/** An organisation that does not exist: under it the registry can be read and no tenant's row ever. */
const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000', userId: '00000000-0000-0000-0000-000000000000' };

/** How old the registry may be in memory, in milliseconds: renewed in the background after the first, waited for after the second. */
const AGES = { renewAfter: 30_000, waitAfter: 300_000, askAgainAfter: 1_000 };

/**
 * Reads the registry: places, centres, agreements, rule sets, calendars.
 * - Kept in memory as one consistent snapshot, at most half a minute old while it is used; agreement, rule set and calendar versions never change.
 * - An id that the snapshot does not know is asked for once more, so a centre entered a second ago is found.
 * - Holds no connection while it answers from memory, so it may be asked inside a transaction.
 */
export class DirectoryQueries {
  private kept: { readonly registry: IndexedRegistry; readonly readAt: number } | null = null;
  private reading: Promise<IndexedRegistry> | null = null;

  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Reads the registry anew; call it once before the first requests, and after a change that this process knows of. */
  async refresh(): Promise<void> {
    // One that is under way may have begun before the change.
    await this.reading?.catch(() => undefined);
    await this.read();
  }

  async municipality(ags: string): Promise<MunicipalityEntry | null> {
    return this.find((registry) => registry.municipalities.get(ags) ?? null);
  }

  /** Municipalities by the beginning of a postcode or a part of the name ('koeln' finds Köln); best first, at most 20. */
  async searchMunicipalities(q: string): Promise<readonly MunicipalityEntry[]> {
    const registry = await this.registry();
    return searchPlaces([...registry.municipalities.values()], q, 20);
  }

  /** The police authority competent for an incident in this municipality; null when the municipality does not exist. */
  async policeAuthorityOf(ags: string): Promise<{ readonly id: string; readonly name: string } | null> {
    return (await this.municipality(ags))?.policeAuthority ?? null;
  }

  async organisation(id: string): Promise<OrganisationRow | null> {
    return this.find((registry) => registry.organisations.get(id) ?? null);
  }

  async centre(id: string): Promise<CentreEntry | null> {
    return this.find((registry) => this.toEntry(registry.centres.get(id)));
  }

  /** All centres, also those that are not active now, by name. */
  async centres(): Promise<readonly CentreEntry[]> {
    const registry = await this.registry();
    return [...registry.centres.values()].flatMap((centre) => this.toEntry(centre) ?? []);
  }

  /** The centre as the routing sees it today. */
  async routingCentre(id: string): Promise<RoutingCentre | null> {
    return this.find((registry) => {
      const centre = registry.centres.get(id);
      return centre === undefined ? null : toRoutingCentre(centre, localDayOf(this.now()));
    });
  }

  /** Every centre ranked or excluded with its reasons, on the day of the question. */
  async candidates(question: RoutingQuestion): Promise<RoutingAnswer> {
    const registry = await this.registry();
    const day = localDayOf(question.at);
    return rankCentres(
      [...registry.centres.values()].map((centre) => toRoutingCentre(centre, day)),
      question,
      newestOf(registry),
    );
  }

  async openingHours(centreId: string): Promise<OpeningHours | null> {
    return (await this.centre(centreId))?.openingHours ?? null;
  }

  /** The agreement in force on the local day of an instant, or the defaults for this kind of centre; without a centre the general defaults. */
  async agreementFor(policeAuthorityId: string, centreId: string | null, on: Date): Promise<AgreementInForce> {
    const registry = await this.registry();
    const day = localDayOf(on);
    const dailyService = centreId !== null && (registry.centres.get(centreId)?.dailyService ?? false);
    const agreement = registry.snapshot.agreements.find(
      (row) =>
        row.policeAuthorityId === policeAuthorityId &&
        row.centreId === centreId &&
        row.validFrom <= day &&
        (row.validTo === null || day <= row.validTo),
    );
    if (agreement === undefined) return { version: null, parameters: completeParameters({}, dailyService) };
    // A parameter that is younger than the agreement takes its default.
    return { version: agreement.version, parameters: { ...completeParameters(agreement.parameters, dailyService), version: agreement.version } };
  }

  /** The calendar that new clocks use: the one that reaches farthest. */
  async calendar(): Promise<Calendar> {
    return newestOf(await this.registry());
  }

  async ruleSets(): Promise<readonly RuleSet[]> {
    return (await this.registry()).snapshot.ruleSets;
  }

  /** The local networks whose area includes a municipality. */
  async networksOf(ags: string): Promise<readonly string[]> {
    const registry = await this.registry();
    const districtAgs = registry.municipalities.get(ags)?.districtAgs;
    return registry.snapshot.networkAreas.filter((area) => area.districtAgs === districtAgs).map((area) => area.organisationId);
  }

  /** The leads of a centre who may sign in; read anew each time, as the centre itself. */
  async leadsOf(centreId: string): Promise<readonly string[]> {
    const rows = await this.database.inTenant({ ...NOBODY, organisationId: centreId }, (tx) =>
      tx.query<readonly { readonly id: string }[]>(
        `select id from app_user where organisation_id = $1 and role = 'centre_lead' and disabled_at is null order by id`,
        [centreId],
      ),
    );
    return rows.map((row) => row.id);
  }

  /**
   * Until when somebody of a centre is on call at an instant: the latest end of a duty that covers it, by a person who may sign in and is not
   * away; null when nobody is. Says no name. Read anew each time.
   */
  async onCallUntil(centreId: string, at: Date): Promise<Date | null> {
    const [row] = await this.database.inTenant({ ...NOBODY, organisationId: centreId }, (tx) =>
      tx.query<readonly { readonly until: Date | null }[]>(
        `select max(d.ends_at) as until from on_call_duty d join app_user u on u.organisation_id = d.organisation_id and u.id = d.user_id
         where d.organisation_id = $1 and d.cancelled_at is null and d.starts_at <= $2 and $2 < d.ends_at and u.disabled_at is null
           and not exists (select 1 from absence a where a.organisation_id = d.organisation_id and a.user_id = d.user_id
             and a.cancelled_at is null and a.starts_at <= $2 and $2 < a.ends_at)`,
        [centreId, at],
      ),
    );
    return row?.until ?? null;
  }

  private toEntry(centre: CentreRow | undefined): CentreEntry | null {
    if (centre === undefined) return null;
    const { id, code, name, active, targetGroups, languages, acceptsMinors, dailyService, phone } = centre;
    const routing = toRoutingCentre(centre, localDayOf(this.now()));
    return {
      id,
      code,
      name,
      active,
      targetGroups,
      languages,
      acceptsMinors,
      dailyService,
      phone,
      openingHours: routing.openingHours,
      catchment: routing.catchment,
    };
  }

  private async find<T>(pick: (registry: IndexedRegistry) => T | null): Promise<T | null> {
    const found = pick(await this.registry());
    if (found !== null || this.age() < AGES.askAgainAfter) return found;
    return pick(await this.read());
  }

  private registry(): Promise<IndexedRegistry> {
    const age = this.age();
    if (this.kept === null || age > AGES.waitAfter) return this.read();
    // In the background: whoever asks may hold the connection that the reading would wait for. The next question meets a failure itself.
    if (age > AGES.renewAfter) this.read().catch(() => undefined);
    return Promise.resolve(this.kept.registry);
  }

  // A monotonic age, not the chain's time: a demo that plays the past must not see a registry of its future.
  private age(): number {
    return this.kept === null ? Infinity : performance.now() - this.kept.readAt;
  }

  private read(): Promise<IndexedRegistry> {
    this.reading ??= this.database
      .inTenant(NOBODY, readSnapshot)
      .then((snapshot) => {
        const registry = indexed(snapshot);
        this.kept = { registry, readAt: performance.now() };
        return registry;
      })
      .finally(() => {
        this.reading = null;
      });
    return this.reading;
  }
}

interface IndexedRegistry {
  readonly snapshot: RegistrySnapshot;
  readonly organisations: ReadonlyMap<string, OrganisationRow>;
  readonly municipalities: ReadonlyMap<string, MunicipalityEntry>;
  readonly centres: ReadonlyMap<string, CentreRow>;
}

function indexed(snapshot: RegistrySnapshot): IndexedRegistry {
  const organisations = new Map(snapshot.organisations.map((row) => [row.id, row]));
  const toMunicipality = (row: MunicipalityRow): MunicipalityEntry => ({
    ags: row.ags,
    name: row.name,
    district: row.districtName,
    districtAgs: row.districtAgs,
    postcodes: row.postcodes,
    policeAuthority: { id: row.policeAuthorityId, name: organisations.get(row.policeAuthorityId)?.name ?? '' },
  });
  return {
    snapshot,
    organisations,
    municipalities: new Map(snapshot.municipalities.map((row) => [row.ags, toMunicipality(row)])),
    centres: new Map(snapshot.centres.map((row) => [row.id, row])),
  };
}

function toRoutingCentre(centre: CentreRow, day: LocalDay): RoutingCentre {
  const { id, name, active, targetGroups, languages, acceptsMinors, dailyService } = centre;
  const serves = centre.catchment.filter((area) => area.validFrom <= day && (area.validTo === null || day <= area.validTo));
  return {
    id,
    name,
    active,
    ...{ kind: 'intervention' as const, languages, capacity: null, presence: null },
    targetGroups,
    acceptsMinors,
    openingHours: { ...centre.openingHours, dailyService },
    catchment: serves.map((area) => area.ags),
  };
}

function newestOf(registry: IndexedRegistry): Calendar {
  const calendar = registry.snapshot.calendars.at(-1);
  if (calendar === undefined) throw new Error('the registry holds no calendar: run import-directory');
  return calendar;
}

import type { Calendar, OpeningHours, RoutingAnswer, RoutingCentre, RoutingQuestion, RuleSet } from '#domain';
import type { TenantDatabase } from '#persistence';
import { readSnapshot, type OrganisationRow } from './registry-snapshot.js';
import { RegistryView, type AgreementInForce, type CentreEntry, type MunicipalityEntry } from './registry-view.js';

/** An organisation that does not exist: under it the registry can be read and no tenant's row ever. */
const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000', userId: '00000000-0000-0000-0000-000000000000' };

/** How old the registry may be in memory, in milliseconds: renewed in the background after the first, waited for after the second. */
const AGES = { renewAfter: 30_000, waitAfter: 300_000, askAgainAfter: 1_000 };

/**
 * Reads the registry: places, centres, agreements, rule sets, calendars.
 * - Kept in memory as one consistent view, at most half a minute old while it is used; agreement, rule set and calendar versions never change.
 * - An id that the view does not know is asked for once more, so a centre entered a second ago is found.
 * - Holds no connection while it answers from memory, so it may be asked inside a transaction.
 */
export class DirectoryQueries {
  private kept: { readonly view: RegistryView; readonly readAt: number } | null = null;
  private reading: Promise<RegistryView> | null = null;

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

  /** The registry as it is: one consistent view for a computation of several steps. */
  view(): Promise<RegistryView> {
    const age = this.age();
    if (this.kept === null || age > AGES.waitAfter) return this.read();
    // In the background: whoever asks may hold the connection that the reading would wait for. The next question meets a failure itself.
    if (age > AGES.renewAfter) this.read().catch(() => undefined);
    return Promise.resolve(this.kept.view);
  }

  async municipality(ags: string): Promise<MunicipalityEntry | null> {
    return this.find((view) => view.municipality(ags));
  }

  /** Municipalities by the beginning of a postcode or a part of the name ('koeln' finds Köln); best first, at most 20. */
  async searchMunicipalities(q: string): Promise<readonly MunicipalityEntry[]> {
    return (await this.view()).searchMunicipalities(q);
  }

  /** The police authority competent for an incident in this municipality; null when the municipality does not exist. */
  async policeAuthorityOf(ags: string): Promise<{ readonly id: string; readonly name: string } | null> {
    return (await this.municipality(ags))?.policeAuthority ?? null;
  }

  async organisation(id: string): Promise<OrganisationRow | null> {
    return this.find((view) => view.organisation(id));
  }

  async centre(id: string): Promise<CentreEntry | null> {
    return this.find((view) => view.centre(id));
  }

  /** All centres, also those that are not active now, by name. */
  async centres(): Promise<readonly CentreEntry[]> {
    return (await this.view()).centres();
  }

  /** The centre as the routing sees it today. */
  async routingCentre(id: string): Promise<RoutingCentre | null> {
    return this.find((view) => view.routingCentre(id));
  }

  /** Every centre ranked or excluded with its reasons, on the day of the question. */
  async candidates(question: RoutingQuestion): Promise<RoutingAnswer> {
    return (await this.view()).candidates(question);
  }

  async openingHours(centreId: string): Promise<OpeningHours | null> {
    return (await this.centre(centreId))?.openingHours ?? null;
  }

  /** The agreement in force on the local day of an instant, or the defaults for this kind of centre; without a centre the general defaults. */
  async agreementFor(policeAuthorityId: string, centreId: string | null, on: Date): Promise<AgreementInForce> {
    return (await this.view()).agreementFor(policeAuthorityId, centreId, on);
  }

  /** The calendar that new clocks use: the one that reaches farthest. */
  async calendar(): Promise<Calendar> {
    return (await this.view()).calendar();
  }

  async ruleSets(): Promise<readonly RuleSet[]> {
    return (await this.view()).ruleSets();
  }

  /** The local networks whose area includes a municipality. */
  async networksOf(ags: string): Promise<readonly string[]> {
    return (await this.view()).networksOf(ags);
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

  private async find<T>(pick: (view: RegistryView) => T | null): Promise<T | null> {
    const found = pick(await this.view());
    if (found !== null || this.age() < AGES.askAgainAfter) return found;
    return pick(await this.read());
  }

  // A monotonic age, not the chain's time: a demo that plays the past must not see a registry of its future.
  private age(): number {
    return this.kept === null ? Infinity : performance.now() - this.kept.readAt;
  }

  private read(): Promise<RegistryView> {
    this.reading ??= this.database
      .inTenant(NOBODY, readSnapshot)
      .then((snapshot) => {
        const view = new RegistryView(snapshot, this.now);
        this.kept = { view, readAt: performance.now() };
        return view;
      })
      .finally(() => {
        this.reading = null;
      });
    return this.reading;
  }
}

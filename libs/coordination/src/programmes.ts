import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import {
  checkFaults, COURT_DISTRICT_CODES, isToCheckAgain, localDayOf, STANDARD_CONDITIONS,
  type Actor, type ConditionStanding, type LocalDay, type StandardCheck, type StandardCondition,
} from '#domain';
import type { TenantDatabase } from '#persistence';
import { PlanEntryRefused, PlanNotFound, PlanOvertaken } from './plan-refused.js';

/** A condition of the standard as it was found last; never current once it is to be checked again. */
export interface FoundCondition extends StandardCheck {
  readonly toCheckAgain: boolean;
  /** Told to the state office only. */
  readonly checkedBy: string | null;
}

/** A programme for expelled persons: a centre of the kind `perpetrator_work`. */
export interface Programme {
  readonly centreId: string;
  readonly name: string;
  /** To be sent back with a change; 1: nothing was entered yet. */
  readonly version: number;
  /** Codes of the districts it serves; empty: of none. */
  readonly districts: readonly string[];
  readonly servesSince: LocalDay | null;
  /** Its catchment reaches into the area of whoever reads. */
  readonly ofOwnArea: boolean;
  readonly conditions: readonly FoundCondition[];
}

interface ProgrammeRow {
  readonly id: string;
  readonly name: string;
  readonly version: number | null;
  readonly districts: readonly string[] | null;
  readonly serves_since: LocalDay | null;
  readonly of_own_area: boolean;
}
interface FoundRow {
  readonly centre_id: string;
  readonly condition: string;
  readonly standing: string;
  readonly checked_on: LocalDay | null;
  readonly checked_by: string | null;
}

/** Which programme serves which district, and how the conditions of the standard were found there. Entered by the state office; read by whoever sends somebody there. */
export class Programmes {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Every programme by its name; to others than the state office those that serve a district. */
  register(actor: Actor): Promise<readonly Programme[]> {
    return this.database.inTenant(actor, async (tx) => {
      const all = await programmesOf(tx, localDayOf(this.now()));
      return actor.organisationKind === 'state_office' ? all : all.filter(({ districts }) => districts.length > 0);
    });
  }

  /** The own entry; throws `PlanNotFound` to every other centre. */
  own(actor: Actor): Promise<Programme> {
    return this.database.inTenant(actor, (tx) => ownProgramme(tx, actor, localDayOf(this.now())));
  }

  /** Enters the districts that a programme serves, and since when. */
  enter(actor: Actor, centreId: string, { districts, servesSince }: { readonly districts: readonly string[]; readonly servesSince: LocalDay }, expected: number, requestId: string): Promise<void> {
    return this.write(actor, centreId, requestId, 'programme.entered', async (tx, programme) => {
      if (programme.version !== expected) throw new PlanOvertaken(programme.version);
      const known = COURT_DISTRICT_CODES.filter((code) => districts.includes(code));
      if (known.length !== new Set(districts).size) throw new PlanEntryRefused([{ pointer: '/districts', code: 'not_in_list' }]);
      const stored = await tx.query<unknown[]>(
        'insert into court_district_entry (centre_id, version, organisation_id, districts, serves_since, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version',
        [centreId, expected, actor.organisationId, known, servesSince, this.now(), actor.userId],
      );
      if (stored.length === 0) throw new PlanOvertaken(expected + 1);
    });
  }

  /** Enters how a condition was found, beside what was found before. */
  check(actor: Actor, centreId: string, { condition, standing, checkedOn }: StandardCheck, requestId: string): Promise<void> {
    const faults = checkFaults({ standing, checkedOn }, localDayOf(this.now()));
    if (faults.length > 0) throw new PlanEntryRefused(faults);
    return this.write(actor, centreId, requestId, 'programme.checked', async (tx) => {
      await tx.query('insert into standard_check (centre_id, organisation_id, condition, standing, checked_on, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)', [
        centreId, actor.organisationId, condition, standing, checkedOn, this.now(), actor.userId,
      ]);
    });
  }

  private write(actor: Actor, centreId: string, requestId: string, action: string, work: (tx: EntityManager, programme: Programme) => Promise<void>): Promise<void> {
    return this.database.inTenant(actor, async (tx) => {
      const programme = (await programmesOf(tx, localDayOf(this.now()))).find((each) => each.centreId === centreId);
      if (programme === undefined) throw new PlanNotFound();
      await work(tx, programme);
      await auditProgramme(tx, actor, { at: this.now(), action, requestId });
    });
  }
}

/** The own programme, inside a transaction; throws `PlanNotFound` to a centre that is none. */
export async function ownProgramme(tx: EntityManager, actor: Actor, today: LocalDay): Promise<Programme> {
  const own = (await programmesOf(tx, today)).find(({ centreId }) => centreId === actor.organisationId);
  if (own === undefined) throw new PlanNotFound();
  return own;
}

/** Every active centre of the kind, with what the acting organisation may know of its entry. */
export async function programmesOf(tx: EntityManager, today: LocalDay): Promise<readonly Programme[]> {
  const rows = await tx.query<ProgrammeRow[]>(PROGRAMMES, [today]);
  const found = await tx.query<FoundRow[]>('select c.*, u.display_name as checked_by from standard_checks() c left join app_user u on u.id = c.recorded_by');
  return rows.map(({ id, name, version, districts, serves_since: servesSince, of_own_area: ofOwnArea }) => ({
    centreId: id, name, version: (version ?? 0) + 1, districts: districts ?? [], servesSince, ofOwnArea,
    conditions: STANDARD_CONDITIONS.map((condition) => toCondition(condition, found.find((row) => row.centre_id === id && row.condition === condition), today)),
  }));
}

function toCondition(condition: StandardCondition, row: FoundRow | undefined, today: LocalDay): FoundCondition {
  const standing = (row?.standing ?? 'unknown') as ConditionStanding;
  const checkedOn = row?.checked_on ?? null;
  return { condition, standing, checkedOn, checkedBy: row?.checked_by ?? null, toCheckAgain: isToCheckAgain({ standing, checkedOn }, today) };
}

/** Writes what was done to a programme into the trail of whoever did it. */
export async function auditProgramme(tx: EntityManager, { organisationId, userId: actorId, role }: Actor, { at, action, requestId }: { readonly at: Date; readonly action: string; readonly requestId: string }): Promise<void> {
  await appendAudit(tx, { chain: organisationId, at, actorId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
}

const ACTING = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const PROGRAMMES = `
  select o.id, o.name, e.version, e.districts, e.serves_since,
    exists (
      select 1 from catchment c join municipality m on m.ags = c.ags
      where c.centre_id = o.id and c.valid_from <= $1 and (c.valid_to is null or $1 <= c.valid_to)
        and (m.police_authority_id = ${ACTING} or m.district_ags in (select n.district_ags from network_area n where n.organisation_id = ${ACTING}))) as of_own_area
  from organisation o
  cross join lateral (select p.kind from centre_profile p where p.centre_id = o.id and p.valid_from <= $1 order by p.version desc limit 1) p
  left join court_district_register() e on e.centre_id = o.id
  where o.active and p.kind = 'perpetrator_work' order by o.name, o.id`;

import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { addDays, type Calendar, type GivenParameters, type RuleSet } from '#domain';
import { catchmentSteps, versionOf } from './changed-registry.js';
import { changedCalendar, checkParameters, InvalidRegistryChange, recomputationReasonOf, type AgreementChange, type CentreDraft, type NetworkChange, type RegistryChange } from './registry-change.js';
import type { CentreRow, RegistrySnapshot } from './registry-snapshot.js';
import { organisationIdOf } from './registry.js';

/** Who writes a change, and the registry it is written on. */
export interface WritingNote {
  readonly reason: string;
  /** A user's id, or where it was written from. */
  readonly recordedBy: string;
  readonly calendar: Calendar;
  readonly centres?: RegistrySnapshot['centres'];
}

/**
 * Writes a checked change, and the order to compute running clocks anew, which the worker carries out on the first day of the change.
 * All or nothing; as the role migrator, or for the state office or the centre itself. Answers the id of the order; null: no clock can move.
 */
export async function writeRegistryChange(tx: EntityManager, change: RegistryChange, note: WritingNote): Promise<string | null> {
  if (note.reason.length < 3 || note.reason.length > 200) throw new InvalidRegistryChange('a change needs a reason of 3 to 200 characters');
  await writeRows(tx, change, note);
  return orderRecomputation(tx, change, note);
}

async function writeRows(tx: EntityManager, change: RegistryChange, note: WritingNote): Promise<void> {
  switch (change.kind) {
    case 'closure':
      return writeClosure(tx, change, note);
    case 'agreement':
      return writeAgreement(tx, change, note);
    case 'calendar':
      return writeCalendar(tx, changedCalendar(note.calendar, change));
    case 'rule_set':
      return writeRuleSet(tx, change.ruleSet);
    case 'authority':
      return writeContact(tx, change);
    case 'network':
      return writeNetwork(tx, change);
    case 'centres':
      for (const draft of change.drafts) await writeCentre(tx, draft, note);
  }
}

/** An order that lies ahead is carried out when its day has begun in NRW. */
async function orderRecomputation(tx: EntityManager, change: RegistryChange, { reason, recordedBy }: WritingNote): Promise<string | null> {
  const kind = recomputationReasonOf(change);
  if (kind === null) return null;
  const from = change.kind === 'centres' ? (change.drafts.map(({ record }) => record.validFrom).sort()[0] ?? null) : null;
  const id = randomUUID();
  await tx.query('select order_recomputation($1, $2, $3, $4, $5)', [id, kind, reason, from, recordedBy]);
  return id;
}

async function writeClosure(tx: EntityManager, change: Extract<RegistryChange, { kind: 'closure' }>, { recordedBy }: WritingNote): Promise<void> {
  const { centreId, closure, coverCentreId = null } = change;
  const [found] = await tx.query<{ one: number }[]>('select 1 as one from centre_profile where centre_id = $1 limit 1', [centreId]);
  if (found === undefined) throw new InvalidRegistryChange('there is no centre of this id');
  await tx.query('insert into closure (id, centre_id, first_day, last_day, reason, cover_centre_id, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, now(), $7)', [
    randomUUID(), centreId, closure.from, closure.to, closure.reason, coverCentreId, idOrNull(recordedBy),
  ]);
}

async function writeAgreement(tx: EntityManager, change: AgreementChange, { recordedBy }: WritingNote): Promise<void> {
  const [found] = await tx.query<{ parties: number; version: number; parameters: GivenParameters | null }[]>(
    `select (select count(*)::int from organisation where id = $1 and kind = 'police_authority' or id = $2 and kind = 'centre') as parties,
       coalesce((select max(version) from agreement where police_authority_id = $1 and centre_id = $2), 0) as version,
       (select parameters from agreement where police_authority_id = $1 and centre_id = $2 order by version desc limit 1) as parameters`,
    [change.policeAuthorityId, change.centreId],
  );
  if (found?.parties !== 2) throw new InvalidRegistryChange('an agreement needs a police authority and a centre that exist');
  const parameters = { ...found.parameters, ...change.parameters };
  checkParameters(parameters);
  await tx.query(
    `insert into agreement (id, police_authority_id, centre_id, version, valid_from, valid_to, parameters, recorded_at, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, now(), $8)`,
    [randomUUID(), change.policeAuthorityId, change.centreId, found.version + 1, change.validFrom, change.validTo ?? null, JSON.stringify(parameters), idOrNull(recordedBy)],
  );
}

async function writeCalendar(tx: EntityManager, calendar: Calendar): Promise<void> {
  await tx.query(`insert into calendar (version, region, first_day, last_day) values ($1, 'DE-NW', $2, $3)`, [
    calendar.version, `${calendar.from}-01-01`, `${calendar.to}-12-31`,
  ]);
  await tx.query('insert into calendar_day (calendar_version, day, name) select $1, key::date, value from jsonb_each_text($2)', [
    calendar.version, JSON.stringify(calendar.holidays),
  ]);
}

/** A version that a measure was counted by is not touched: row-level security leaves it out, and so the insertion fails on its name. */
async function writeRuleSet(tx: EntityManager, ruleSet: Omit<RuleSet, 'warnings'>): Promise<void> {
  const values = [ruleSet.version, ruleSet.validFrom, ruleSet.baseDays, ruleSet.extensionDays, ruleSet.legalReference, ruleSet.active];
  const [, changed] = await tx.query<[unknown, number]>(
    'update rule_set set valid_from = $2, base_days = $3, extension_days = $4, legal_reference = $5, active = $6 where version = $1 and not rule_set_used($1)',
    values,
  );
  if (changed > 0) return;
  const [used] = await tx.query<unknown[]>('select 1 from rule_set where version = $1', [ruleSet.version]);
  if (used !== undefined) throw new InvalidRegistryChange('a rule set by which a measure was counted is never edited: enter a new version');
  await tx.query(
    `insert into rule_set (version, valid_from, base_days, extension_days, legal_reference, active, warnings)
     select $1, $2, $3, $4, $5, $6, (select warnings from rule_set order by valid_from limit 1)`,
    values,
  );
}

async function writeContact(tx: EntityManager, { policeAuthorityId, phone, mail }: Extract<RegistryChange, { kind: 'authority' }>): Promise<void> {
  const [, changed] = await tx.query<[unknown, number]>(
    `update organisation set phone = $2, mail_address = $3, entry_version = entry_version + 1 where id = $1 and kind = 'police_authority'`,
    [policeAuthorityId, phone, mail],
  );
  if (changed === 0) throw new InvalidRegistryChange('there is no police authority of this id');
}

/** A new network gets the id that follows from its code; its districts are as the change says, no others. */
async function writeNetwork(tx: EntityManager, { code, name, phone, mail, districts }: NetworkChange): Promise<void> {
  const values = [code, name, phone, mail];
  const [found, changed] = await tx.query<[readonly { readonly id: string }[], number]>(
    `update organisation set name = $2, phone = $3, mail_address = $4, entry_version = entry_version + 1 where code = $1 and kind = 'local_network' returning id`,
    values,
  );
  const id = found[0]?.id ?? organisationIdOf(code);
  if (changed === 0) await tx.query(`insert into organisation (code, name, phone, mail_address, kind, id) values ($1, $2, $3, $4, 'local_network', $5)`, [...values, id]);
  await tx.query('delete from network_area where organisation_id = $1 and district_ags <> all ($2::text[])', [id, districts]);
  await tx.query('insert into network_area (organisation_id, district_ags) select $1, unnest($2::text[]) on conflict do nothing', [id, districts]);
}

async function writeCentre(tx: EntityManager, { record }: CentreDraft, { recordedBy, centres = [] }: WritingNote): Promise<void> {
  const before = centres.find(({ code }) => code === record.code);
  const id = before?.id ?? organisationIdOf(record.code);
  const { name, mail } = record;
  if (before === undefined) await tx.query(`insert into organisation (id, kind, code, name, mail_address) values ($1, 'centre', $2, $3, $4)`, [id, record.code, name, mail]);
  else if (before.name !== name || before.mail !== mail) await tx.query('update organisation set name = $2, mail_address = $3 where id = $1', [id, name, mail]);
  const version = versionOf(record, (before?.versions.at(-1)?.version ?? 0) + 1);
  await writeCentreVersion(tx, id, version, recordedBy);
  await writeCatchment(tx, id, before, record);
}

/** A new version of a centre's entry; the version's number is taken once, so of two at a time one fails. */
export async function writeCentreVersion(tx: EntityManager, centreId: string, version: CentreRow['versions'][number], recordedBy: string): Promise<void> {
  await tx.query(
    `insert into centre_profile (centre_id, version, valid_from, kind, taking, target_groups, languages, accepts_minors, accessibility, daily_service, opening_hours,
       phone, website, address, recorded_at, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now(), $15)`,
    [
      centreId, version.version, version.validFrom, version.kind, version.taking, version.targetGroups, version.languages, version.acceptsMinors, version.accessibility,
      version.dailyService, JSON.stringify({ windows: version.windows }), version.phone, version.website, version.address === null ? null : JSON.stringify(version.address), idOrNull(recordedBy),
    ],
  );
}

async function writeCatchment(tx: EntityManager, centreId: string, before: CentreRow | undefined, { catchment, validFrom }: CentreDraft['record']): Promise<void> {
  const { ends, begins } = catchmentSteps(before?.catchment ?? [], catchment, validFrom);
  await tx.query(
    `update catchment c set valid_to = $2 from jsonb_to_recordset($3) as e (ags text, "validFrom" date)
     where c.centre_id = $1 and c.ags = e.ags and c.valid_from = e."validFrom"`,
    [centreId, addDays(validFrom, -1), JSON.stringify(ends)],
  );
  await tx.query(
    `insert into catchment (centre_id, ags, valid_from) select $1, unnest($3::text[]), $2
     on conflict (centre_id, ags, valid_from) do update set valid_to = null`,
    [centreId, validFrom, begins],
  );
}

const USER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOrNull = (recordedBy: string): string | null => (USER_ID.test(recordedBy) ? recordedBy : null);

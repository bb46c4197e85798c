import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import { isUnchecked, localDayOf, modelFaults, type Actor, type LocalDay, type LocalModelText, type ModelUse } from '#domain';
import type { LocalModelRow, TenantDatabase } from '#persistence';
import { InvalidLocalModel, LocalModelRefused } from './local-model-refused.js';

/** A district that works by a model, by its name. */
export interface NamedUse extends ModelUse {
  readonly district: string;
}

/** An entry of the library as its readers get it. */
export interface LocalModel extends Omit<LocalModelText, 'uses' | 'contactOrganisationId'> {
  readonly id: string;
  readonly version: number;
  readonly state: LocalModelRow['state'];
  /** Nobody has looked for a year. */
  readonly unchecked: boolean;
  /** Made up for a demonstration. */
  readonly example: boolean;
  /** The reader may write it. */
  readonly editable: boolean;
  readonly keeper: { readonly id: string; readonly name: string };
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly uses: readonly NamedUse[];
}

/** What an entry can name. */
export interface ModelChoices {
  readonly districts: readonly { readonly ags: string; readonly name: string }[];
  readonly contacts: readonly { readonly id: string; readonly name: string }[];
}

/** What is done with the trail: which request it was. */
interface Asked {
  readonly requestId: string;
}

/** An entry that exists, and the version that its writer had before the eyes. */
interface Held extends Asked {
  readonly id: string;
  readonly version: number;
}

/**
 * The library of local models.
 * - A local network writes drafts for its own districts, the state office writes all of it and releases; whoever reads gets what row-level security shows.
 * - Of two edits of one entry the second is told that it is stale; every write leaves its entry in the trail.
 */
export class LocalModels {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Every entry that the actor may read: released ones by title, after the drafts. */
  list(actor: Actor): Promise<readonly LocalModel[]> {
    return this.database.inTenant(actor, (tx) => this.read(tx, actor, null));
  }

  /** What the actor may name: a network the districts of its own area, the state office all; and everybody who can be asked about a model. */
  choices(actor: Actor): Promise<ModelChoices> {
    return this.database.inTenant(actor, async (tx) => ({
      districts: await tx.query<ModelChoices['districts']>(`select d.ags, d.name from district d where true ${areaOf(actor, '$1')} order by d.name, d.ags`, [actor.organisationId]),
      contacts: await tx.query<ModelChoices['contacts']>(`select id, name from organisation where active and kind <> 'operator' order by lower(name), id`),
    }));
  }

  /** Writes a new draft. */
  async draft(actor: Actor, text: LocalModelText, { requestId }: Asked): Promise<LocalModel> {
    const id = randomUUID();
    return this.database.inTenant(actor, async (tx) => {
      await this.refuseFaults(tx, actor, text);
      await tx.query(
        `insert into local_model (id, organisation_id, title, summary, tags, standing, checked_on, contact_organisation_id, template, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [id, actor.organisationId, ...columnsOf(text), actor.userId, this.now()],
      );
      await writeUses(tx, id, actor.organisationId, text.uses);
      return this.written(tx, actor, id, 'model.drafted', requestId);
    });
  }

  /** Writes an entry anew. Refused: another version by now, what has been released to whoever is not the state office, and what is not the actor's. */
  async rewrite(actor: Actor, text: LocalModelText, held: Held): Promise<LocalModel> {
    return this.database.inTenant(actor, async (tx) => {
      const row = await lock(tx, actor, held);
      await this.refuseFaults(tx, actor, text);
      await tx.query(
        `update local_model set title = $2, summary = $3, tags = $4, standing = $5, checked_on = $6, contact_organisation_id = $7, template = $8,
           recorded_by = $9, recorded_at = $10, version = version + 1 where id = $1`,
        [held.id, ...columnsOf(text), actor.userId, this.now()],
      );
      await tx.query('delete from local_model_use where model_id = $1', [held.id]);
      await writeUses(tx, held.id, row.organisation_id, text.uses);
      return this.written(tx, actor, held.id, 'model.rewritten', held.requestId);
    });
  }

  /** Releases an entry to everybody who works in a chain, or takes it back to a draft. */
  async release(actor: Actor, released: boolean, held: Held): Promise<LocalModel> {
    return this.database.inTenant(actor, async (tx) => {
      await lock(tx, actor, held);
      await tx.query('update local_model set state = $2, recorded_by = $3, recorded_at = $4, version = version + 1 where id = $1', [held.id, released ? 'released' : 'draft', actor.userId, this.now()]);
      return this.written(tx, actor, held.id, released ? 'model.released' : 'model.retracted', held.requestId);
    });
  }

  private async written(tx: EntityManager, actor: Actor, id: string, action: string, requestId: string): Promise<LocalModel> {
    const { organisationId, userId, role } = actor;
    await appendAudit(tx, { chain: organisationId, at: this.now(), actorId: userId, organisationId, role, action, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
    const [model] = await this.read(tx, actor, id);
    if (model === undefined) throw new LocalModelRefused('not_found');
    return model;
  }

  private async read(tx: EntityManager, actor: Actor, id: string | null): Promise<readonly LocalModel[]> {
    const today = localDayOf(this.now());
    const rows = await tx.query<readonly ReadRow[]>(READ, [id]);
    return rows.map((row) => toModel(row, actor, today));
  }

  /** Rules of the entry, and whether what it names exists; a network names districts of its own area alone. */
  private async refuseFaults(tx: EntityManager, actor: Actor, text: LocalModelText): Promise<void> {
    const districts = text.uses.map(({ districtAgs }) => districtAgs);
    const known = await tx.query<readonly { readonly ags: string }[]>(`select d.ags from district d where d.ags = any ($1) ${areaOf(actor, '$2')}`, [districts, actor.organisationId]);
    const contact = await tx.query<readonly unknown[]>('select 1 from organisation where id = $1 and active', [text.contactOrganisationId]);
    const faults = [
      ...modelFaults(text, localDayOf(this.now())),
      ...districts.flatMap((ags, index) => (known.some((row) => row.ags === ags) ? [] : [{ pointer: `/uses/${index}/districtAgs`, code: 'not_in_list' }])),
      ...(text.contactOrganisationId !== null && contact.length === 0 ? [{ pointer: '/contactOrganisationId', code: 'not_in_list' }] : []),
    ];
    if (faults.length > 0) throw new InvalidLocalModel(faults);
  }
}

/** Keeps a network to the districts of its own area. */
const areaOf = ({ organisationKind }: Actor, organisation: string): string =>
  organisationKind === 'local_network' ? `and exists (select 1 from network_area a where a.district_ags = d.ags and a.organisation_id = ${organisation})` : `and ${organisation}::uuid is not null`;

interface ReadRow extends LocalModelRow {
  readonly keeper_name: string;
  readonly contact_name: string | null;
  readonly uses: readonly NamedUse[];
}

const READ = `
  select m.*, k.name as keeper_name, c.name as contact_name,
    coalesce((select jsonb_agg(jsonb_build_object('districtAgs', u.district_ags, 'district', d.name, 'beganOn', u.began_on) order by d.name, d.ags)
      from local_model_use u join district d on d.ags = u.district_ags where u.model_id = m.id), '[]') as uses
  from local_model m join organisation k on k.id = m.organisation_id left join organisation c on c.id = m.contact_organisation_id
  where $1::uuid is null or m.id = $1
  order by m.state, lower(m.title), m.id`;

function toModel(row: ReadRow, actor: Actor, today: LocalDay): LocalModel {
  const { id, version, state, title, summary, example, uses } = row;
  return {
    id, version, state, title, summary, example, uses,
    tags: row.tags as LocalModelText['tags'],
    standing: row.standing as LocalModelText['standing'],
    checkedOn: row.checked_on,
    unchecked: isUnchecked(row.checked_on, today),
    template: row.template as LocalModelText['template'],
    keeper: { id: row.organisation_id, name: row.keeper_name },
    contact: row.contact_organisation_id === null ? null : { id: row.contact_organisation_id, name: row.contact_name ?? '' },
    editable: mayEdit(actor, row),
  };
}

const mayEdit = ({ role, organisationId }: Actor, row: Pick<LocalModelRow, 'organisation_id' | 'state'>): boolean =>
  role === 'state_coordinator' || (role === 'local_coordinator' && row.organisation_id === organisationId && row.state === 'draft');

const columnsOf = ({ title, summary, tags, standing, checkedOn, contactOrganisationId, template }: LocalModelText): readonly unknown[] => [
  title, summary, tags, standing, checkedOn, contactOrganisationId, template === null ? null : JSON.stringify(template),
];

async function writeUses(tx: EntityManager, modelId: string, organisationId: string, uses: readonly ModelUse[]): Promise<void> {
  await tx.query(
    `insert into local_model_use (model_id, organisation_id, district_ags, began_on)
     select $1, $2, u."districtAgs", u."beganOn" from jsonb_to_recordset($3) as u ("districtAgs" text, "beganOn" date)`,
    [modelId, organisationId, JSON.stringify(uses)],
  );
}

/** The entry, held until the transaction ends; one that cannot be read answers like one that does not exist. */
async function lock(tx: EntityManager, actor: Actor, { id, version }: Held): Promise<LocalModelRow> {
  const [row] = await tx.query<readonly LocalModelRow[]>('select * from local_model where id = $1', [id]);
  if (row === undefined) throw new LocalModelRefused('not_found');
  if (!mayEdit(actor, row)) throw new LocalModelRefused(row.organisation_id === actor.organisationId ? 'model_released' : 'model_of_others');
  const [held] = await tx.query<readonly LocalModelRow[]>('select * from local_model where id = $1 for update', [id]);
  if (held === undefined || held.version !== version) throw new LocalModelRefused('stale_version', held?.version ?? null);
  return held;
}

import type { DataSource, EntityManager } from 'typeorm';
import { TenantDatabase } from '#persistence';
import type { PastReferral } from './past.js';

const SHEAF = 1_000;
const DAY = 24 * 3_600_000;

/** Writes referrals that are over as what is left of them: the purged row and its history. Answers how many. They come in the order of their submission. */
export async function writePast({ app, clock }: { readonly app: DataSource; readonly clock: DataSource }, past: Iterable<PastReferral>): Promise<number> {
  let written = 0;
  let sheaf: PastReferral[] = [];
  const put = async (): Promise<void> => {
    await writeRows(new TenantDatabase(app), sheaf);
    await clock.transaction((tx) => writeEvents(tx, sheaf));
    written += sheaf.length;
    sheaf = [];
  };
  for (const referral of past) {
    sheaf.push(referral);
    if (sheaf.length === SHEAF) await put();
  }
  if (sheaf.length > 0) await put();
  return written;
}

/** Rows of a police authority are written in its name: row-level security lets nobody else. */
async function writeRows(database: TenantDatabase, past: readonly PastReferral[]): Promise<void> {
  for (const policeAuthorityId of new Set(past.map((each) => each.policeAuthorityId))) {
    const rows = past.filter((each) => each.policeAuthorityId === policeAuthorityId).map(toRow);
    await database.inTenant({ organisationId: policeAuthorityId, userId: policeAuthorityId }, async (tx) => {
      await tx.query(
        `insert into deployment (id, police_authority_id, incident_ags, occurred_at)
         select (r ->> 'deployment_id')::uuid, (r ->> 'police_authority_id')::uuid, r ->> 'incident_ags', (r ->> 'created_at')::timestamptz from jsonb_array_elements($1) r`,
        [JSON.stringify(rows)],
      );
      await tx.query('insert into referral select * from jsonb_populate_recordset(null::referral, $1)', [JSON.stringify(rows)]);
    });
  }
}

function toRow({ id, deploymentId, ags, policeAuthorityId, centreId, events }: PastReferral) {
  const at = (name: string): Date | null => events.find(({ event }) => event === name)?.at ?? null;
  const last = events.at(-1);
  return {
    id, reference: `F-${id.slice(0, 8).toUpperCase()}`, state: 'purged', version: events.length + 1, police_authority_id: policeAuthorityId, centre_id: centreId, deployment_id: deploymentId,
    incident_ags: ags, whereabouts_ags: ags, target_group: 'women', consent_version: 1, contact_version: 1, centre_contact_from: 1, risk_level: 'none', address_block: false,
    unsafe_contact: false, interpreter: false, children: false, minor: false, mutual_allegation: false, on_behalf: false, moved: false, escalation: 0, excluded_user_ids: [],
    created_by: policeAuthorityId, created_at: at('create'), first_submitted_at: at('submit'), accepted_at: at('accept'), first_attempt_at: at('record_attempt'), reached_at: at('record_reached'),
    closed_at: at('close') ?? at('withdraw_consent'), contact_locked_at: last?.at, purged_at: purgedAt(last?.at), outcome: outcomeOf(events),
  };
}

const purgedAt = (closedAt: Date | undefined): Date | undefined => (closedAt === undefined ? undefined : new Date(closedAt.getTime() + DAY));

function outcomeOf(events: PastReferral['events']): unknown {
  const last = events.at(-1);
  return last?.event === 'withdraw_consent' ? 'consent_withdrawn' : (last?.data['outcome'] ?? null);
}

async function writeEvents(tx: EntityManager, past: readonly PastReferral[]): Promise<void> {
  const events = past.flatMap(({ id, policeAuthorityId, events: own }) => {
    const closed = own.at(-1);
    const all = closed === undefined ? own : [...own, { event: 'purge' as const, from: closed.to, to: 'purged' as const, at: purgedAt(closed.at) ?? closed.at, data: {} }];
    return all.map(({ event, from, to, at, data }, index) => ({
      referral_id: id, police_authority_id: policeAuthorityId, event, from_state: from, to_state: to, version: index + 1, side: event === 'record_attempt' ? 'centre' : 'both',
      role: 'clock', happened_at: at, data,
    }));
  });
  await tx.query(
    `insert into referral_event (referral_id, police_authority_id, event, from_state, to_state, version, side, actor_id, role, organisation_id, happened_at, data)
     select e.referral_id, e.police_authority_id, e.event, e.from_state, e.to_state, e.version, e.side, null, e.role, null, e.happened_at, e.data
     from jsonb_populate_recordset(null::referral_event, $1) e`,
    [JSON.stringify(events)],
  );
}

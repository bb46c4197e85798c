import type pg from 'pg';
import { CENTRES, KOELN, POLICE } from '../support/chain.js';

/** As in a Land some years on: one in 25 is still open, and a centre has this many open ones. */
const OPEN_ONE_IN = 25;
const OPEN_PER_CENTRE = 1_200;

/** Centres over which `rows` referrals are spread; the first is the one that the accounts belong to. */
export const centreCount = (rows: number): number => Math.max(1, Math.round(rows / OPEN_ONE_IN / OPEN_PER_CENTRE));

/** The id of the centre with this number, from 0. */
export const centreId = (number: number): string =>
  number === 0 ? CENTRES.koeln.id : `01910000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/**
 * Fills the table `referral` up to `rows` invented rows, in SQL and with its triggers off: what is measured is reading. Due instants and ids
 * come from the row's number, so every run has the same rows.
 */
export async function fillReferrals(client: pg.Client, from: number, rows: number): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'referral' and indexname like 'referral\\_%' and indexdef not like '%UNIQUE%'`,
  );
  await client.query(
    `set session_replication_role = replica; set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(
    `insert into referral (id, reference, state, version, police_authority_id, centre_id, deployment_id, incident_ags, whereabouts_ags, target_group,
       consent_version, contact_version, created_by, created_at, first_submitted_at, next_due_at)
     select (lpad(to_hex(1760000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, 'B-' || n,
       case when n % ${OPEN_ONE_IN} = 0 then (array['submitted', 'accepted', 'contacting', 'reached'])[1 + (n / ${OPEN_ONE_IN}) % 4] else 'closed' end, 2,
       $3, case when c.number = 0 then $4 else ('01910000-0000-7000-8000-' || lpad(c.number::text, 12, '0'))::uuid end,
       '01920000-0000-7000-8000-000000000000', $5, $5, 'women', 1, 1, '01920000-0000-7000-8000-000000000000', i.at, i.at,
       case when n % ${OPEN_ONE_IN} = 0 then i.at + (hashint8(n) & 1048575) * interval '1 second' end
     from generate_series($1::bigint, $2::bigint) n, lateral (select (n / ${OPEN_ONE_IN}) % ${centreCount(rows)} as number) c,
       lateral (select timestamptz '2027-01-01 00:00Z' + (n % 5000000) * interval '1 second' as at) i`,
    [from + 1, rows, POLICE.koeln, CENTRES.koeln.id, KOELN],
  );
  // Rows of an earlier, smaller size are spread over the same centres as the new ones.
  if (from > 0) {
    await client.query(
      `update referral set centre_id = case when (substr(reference, 3)::bigint / ${OPEN_ONE_IN}) % ${centreCount(rows)} = 0 then $1::uuid
         else ('01910000-0000-7000-8000-' || lpad(((substr(reference, 3)::bigint / ${OPEN_ONE_IN}) % ${centreCount(rows)})::text, 12, '0'))::uuid end`,
      [CENTRES.koeln.id],
    );
  }
  for (const { definition } of indexes) await client.query(definition);
  await client.query('vacuum analyze referral');
}

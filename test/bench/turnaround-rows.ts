import type pg from 'pg';

/** Submissions lie in these 23 months, and everything that comes of one follows within 21 days. */
const FIRST = '2025-03-01 00:00Z';
const SECONDS = 700 * 86_400;

/** A number between 0 and 1 that depends on the row, what it is for, and the seed only: every run has the same rows. */
const lot = (what: string): string => `((hashint8extended(n, $3::bigint + ${hashOf(what)}) & 2147483647) + 1) / 2147483649.0`;
const hashOf = (text: string): number => [...text].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
/** Hours until something happens whose middle is `mean` times ln 2. */
const wait = (what: string, mean: number): string => `least(-ln(${lot(what)}) * ${mean}, 240) * interval '1 hour'`;

/**
 * Fills `referral` and `turnaround_fact` up to `rows` invented referrals that are over, in SQL and with triggers off: the facts are those that folding
 * their histories would give. Places are the municipalities of the registry, each as often as the next.
 */
export async function fillTurnaround(client: pg.Client, from: number, rows: number, seed: number): Promise<void> {
  await client.query(`set session_replication_role = replica; set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '1GB'; set timezone = 'UTC'`);
  const put = await indexesAside(client, ['referral', 'turnaround_fact']);
  await client.query(
    `insert into referral (id, reference, state, version, police_authority_id, centre_id, deployment_id, incident_ags, whereabouts_ags, target_group, consent_version, contact_version,
       created_by, created_at, first_submitted_at, accepted_at, first_attempt_at, reached_at, closed_at, outcome)
     select (lpad(to_hex(1740000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, 'T-' || n, 'closed', 6,
       place.police_authority_id, place.centre_id, '01920000-0000-7000-8000-000000000000', place.ags, place.ags, 'women', 1, 1, '01920000-0000-7000-8000-000000000000', at, at,
       accepted_at, first_attempt_at, reached_at, at + interval '21 days', case when reached_at is null then 'not_reached' else 'counselled' end
     from generate_series($1::bigint, $2::bigint) n
     cross join lateral (select timestamptz '${FIRST}' + floor(${lot('at')} * ${SECONDS}) * interval '1 second' as at, floor(${lot('place')} * (select count(*) from municipality)) as number) submitted
     join (select row_number() over (order by ags) - 1 as number, ags, police_authority_id,
         (select array_agg(id order by id) from organisation where kind = 'centre') [1 + abs(hashtext(district_ags)) % (select count(*) from organisation where kind = 'centre')] as centre_id
       from municipality) place using (number)
     cross join lateral (select at + ${wait('accepted', 5)} as accepted_at) accepted
     cross join lateral (select case when ${lot('tried')} < 0.95 then accepted_at + ${wait('attempt', 15)} end as first_attempt_at) tried
     cross join lateral (select case when ${lot('reached')} < 0.74 then first_attempt_at + ${wait('contact', 12)} end as reached_at) reached`,
    [from + 1, rows, seed],
  );
  await client.query(
    `insert into turnaround_fact (referral_id, recorded_from, recorded_until, district_ags, police_authority_id, centre_id, submitted_at, answered_at, first_attempt_at, reached_at,
       reached_result, closed_at, outcome, withdrawn)
     select r.id, v.at, lead(v.at) over (partition by r.id order by v.at), m.district_ags, r.police_authority_id, r.centre_id, r.first_submitted_at,
       case when r.accepted_at <= v.at then r.accepted_at end, case when r.first_attempt_at <= v.at then r.first_attempt_at end, case when r.reached_at <= v.at then r.reached_at end,
       case when r.reached_at <= v.at then 'counselled_now' end, case when r.closed_at <= v.at then r.closed_at end, case when r.closed_at <= v.at then r.outcome end, false
     from referral r join municipality m on m.ags = r.incident_ags
     cross join lateral (select distinct at from unnest(array[r.first_submitted_at, r.accepted_at, r.first_attempt_at, r.reached_at, r.closed_at]) at where at is not null) v
     where substr(r.reference, 3)::bigint between $1 and $2 and r.reference like 'T-%'`,
    [from + 1, rows],
  );
  await put();
  await client.query('vacuum analyze referral, turnaround_fact');
}

/** Loading is many times faster beside the indexes than through them; answers what puts them back. */
async function indexesAside(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = any ($1) and indexdef not like '%UNIQUE%'`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return async () => {
    for (const { definition } of rows) await client.query(definition);
  };
}

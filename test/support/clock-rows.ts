import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from './postgres.js';

/** Organisations and people of one test database; all invented. */
export interface Tenancy {
  readonly police: string;
  readonly centre: string;
  readonly counsellors: readonly { readonly id: string; readonly email: string }[];
  readonly lead: { readonly id: string; readonly email: string };
}

const AGS = '05111000';

/** One police authority, one centre with two counsellors and a lead, one municipality. */
export async function aTenancy(db: TestDatabase): Promise<Tenancy> {
  const [police, centre, operator] = [randomUUID(), randomUUID(), randomUUID()];
  const person = (role: string, email: string) => ({ id: randomUUID(), role, email });
  const people = [
    person('counsellor', 'erste.beratung@stelle.example'),
    person('counsellor', 'zweite.beratung@stelle.example'),
    person('centre_lead', 'leitung@stelle.example'),
  ];
  await asRole(db.migratorUrl, async (client) => {
    await client.query(
      `insert into organisation (id, kind, code, name, mail_address) values ($1, 'police_authority', 'test-police', 'Testbehörde (erfunden)', 'opferschutz@polizei.example'),
       ($2, 'centre', 'test-centre', 'Teststelle (erfunden)', 'post@stelle.example'), ($3, 'operator', 'test-operator', 'Testbetrieb (erfunden)', null)`,
      [police, centre, operator],
    );
    await client.query(`insert into district values ('05111', 'Teststadt', 'kreisfreie Stadt', 'Testbezirk')`);
    await client.query(`insert into municipality values ('${AGS}', 'Teststadt', 'Stadt', '05111', $1)`, [police]);
    for (const { id, role, email } of people) {
      await client.query(
        `insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Erfundene Person', $4, '-')`,
        [id, centre, email, role],
      );
    }
  });
  const [first, second, lead] = people;
  if (!first || !second || !lead) throw new Error('a tenancy has three people');
  return { police, centre, counsellors: [first, second], lead };
}

/** A submitted referral; `sealedFor` names who may know of it, `excluded` who must not. */
export async function aReferral(
  client: pg.Client,
  { police, centre }: Tenancy,
  { sealedFor = null, excluded = [] }: { sealedFor?: string[] | null; excluded?: string[] } = {},
): Promise<string> {
  const [id, deployment] = [randomUUID(), randomUUID()];
  await client.query(`insert into deployment values ($1, $2, '${AGS}', now())`, [deployment, police]);
  await client.query(
    `insert into referral (id, reference, state, version, police_authority_id, centre_id, deployment_id, incident_ags, whereabouts_ags, target_group, created_by, created_at, named_user_ids, excluded_user_ids)
     values ($1, $2, 'submitted', 1, $3, $4, $5, '${AGS}', '${AGS}', 'women', $6, now(), $7, $8)`,
    [id, `TEST-${id.slice(0, 8)}`, police, centre, deployment, randomUUID(), sealedFor, excluded],
  );
  return id;
}

/** A running clock with one rung that tells the centre's lead; `dueAt` is a whole second. */
export async function aClock(client: pg.Client, tenancy: Tenancy, dueAt: Date, referralId?: string): Promise<string> {
  const id = randomUUID();
  const ladder = [{ rung: 'breach', dueAt: dueAt.toISOString(), tells: ['centre:centre_lead'], escalation: 1 }];
  await client.query(
    `insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, next_rung_at, calendar_version)
     values ($1, $2, $3, 'acknowledge', now() - interval '1 day', $4, '{}', $5, $4, 'test')`,
    [id, referralId ?? (await aReferral(client, tenancy)), tenancy.police, dueAt, JSON.stringify(ladder)],
  );
  return id;
}

/** The rungs of a clock that have fired. */
export async function firedRungs(
  client: pg.Client,
  clockId: string,
): Promise<readonly { readonly rung: string; readonly latenessMs: number }[]> {
  const { rows } = await client.query<{ rung: string; lateness: string }>(
    'select rung, lateness_ms as lateness from clock_rung where clock_id = $1',
    [clockId],
  );
  return rows.map(({ rung, lateness }) => ({ rung, latenessMs: Number(lateness) }));
}

/** A whole second, so many seconds from now. */
export const secondsFromNow = (seconds: number): Date => new Date((Math.ceil(Date.now() / 1000) + seconds) * 1000);

export async function asRole<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

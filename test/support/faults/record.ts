import pg from 'pg';
import { verifyAudit } from '#audit';
import { openDatabase } from '#persistence';
import type { Chain } from '../chain.js';
import type { FaultRecord, LadderStep, RecordedClock, RecordedNotification, RecordedRung } from './auditor.js';
import type { MailRecord } from './mail-record.js';
import type { Outage } from './outages.js';
import type { Acknowledged } from './people.js';

const MS = (instant: string): string => `(extract(epoch from ${instant}) * 1000)::float8`;

/** A settled or paused clock is not written again, so the row's last transaction is the one that ended it. */
const CLOCKS = `select id, referral_id as "referralId", kind, ${MS('started_at')} as "startedAt", ladder,
  case when settled_at is not null or paused_at is not null then ${MS('pg_xact_commit_timestamp(xmin)')} end as "endedAt" from clock`;
const RUNGS = `select clock_id as "clockId", rung, ${MS('pg_xact_commit_timestamp(xmin)')} as "committedAt" from clock_rung`;
/** Notifications that leave in one mail share its Message-ID: that of their digest, where there is one. */
const NOTIFICATIONS = `select id, coalesce(to_jsonb(n) ->> 'digest_id', id::text) as "mailKey", clock_id as "clockId", rung, organisation_id || ' ' || role || coalesce(' instead of ' || (to_jsonb(n) ->> 'instead_of'), '') as addressee, state,
  ${MS('sent_at')} as "handedOverFrom" from notification n`;
const PASSED_IN_HISTORY = `select referral_id || '|' || (data ->> 'clock') || '|' || (data ->> 'rung') as key, count(*)::int as times
  from referral_event where event = 'clock_passed' group by 1`;
const PASSED_IN_TRAIL = `select referral_id || '|' || fields[1] || '|' || fields[2] as key, count(*)::int as times
  from audit.event where action = 'referral.clock_passed' group by 1`;
const VERSIONS = `select r.id, coalesce(array_agg(e.version order by e.id) filter (where e.event <> 'clock_passed'), '{}') as versions
  from referral r left join referral_event e on e.referral_id = r.id group by 1`;
const EVENTS = `select referral_id || '|' || event as key, count(*)::int as times from referral_event
  where actor_id is not null and event not in ('create', 'submit') group by 1`;
const KEYS = 'select key, referral_id as id from idempotency';

/** Reads everything an auditor needs: from the database as its superuser, past the product's own reading, and from the mail server. */
export async function takeRecord(sources: { readonly chain: Chain; readonly mail: MailRecord; readonly acknowledged: Acknowledged; readonly outages: readonly Outage[]; readonly standstills: readonly Outage[] }): Promise<FaultRecord> {
  const { chain, mail, acknowledged, outages, standstills } = sources;
  const client = new pg.Client({ connectionString: chain.database.adminUrl });
  await client.connect();
  const rows = async <T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> => (await client.query<T>(sql)).rows;
  const counts = async (sql: string): Promise<ReadonlyMap<string, number>> => new Map((await rows<{ key: string; times: number }>(sql)).map(({ key, times }) => [key, times]));
  try {
    await client.query('begin isolation level repeatable read');
    const clocks = await rows<Omit<RecordedClock, 'ladder'> & { readonly ladder: readonly { rung: string; dueAt: string; tells: readonly string[] }[] }>(CLOCKS);
    return {
      takenAt: (await rows<{ at: number }>(`select ${MS('clock_timestamp()')} as at`))[0]?.at ?? 0,
      outages, standstills, acknowledged, mails: [...mail.taken],
      clocks: clocks.map((clock) => ({ ...clock, ladder: clock.ladder.map(({ rung, dueAt, tells }): LadderStep => ({ rung, dueAt: Date.parse(dueAt), tells: tells.length > 0 })) })),
      rungs: await rows<RecordedRung>(RUNGS),
      notifications: await rows<RecordedNotification>(NOTIFICATIONS),
      passedInHistory: await counts(PASSED_IN_HISTORY),
      passedInTrail: await counts(PASSED_IN_TRAIL),
      versions: new Map((await rows<{ id: string; versions: number[] }>(VERSIONS)).map(({ id, versions }) => [id, versions])),
      keys: new Map((await rows<{ key: string; id: string }>(KEYS)).map(({ key, id }) => [key, id])),
      events: await counts(EVENTS),
      brokenTrail: await brokenTrail(chain),
    };
  } finally {
    await client.end();
  }
}

async function brokenTrail({ database }: Chain): Promise<readonly string[]> {
  const source = await openDatabase({ url: database.auditUrl, poolSize: 1 });
  try {
    return (await verifyAudit(source)).broken.map((each) => JSON.stringify(each));
  } finally {
    await source.destroy();
  }
}

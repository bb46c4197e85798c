import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { FACT_EVENTS, foldFacts, type FactEvent, type FactOrigin, type FactVersion } from '#domain';
import type { TenantDatabase, TurnaroundFactRow } from '#persistence';
import { grouped } from './grouped.js';

/** What building all facts anew has shown. */
export interface LedgerCheck {
  readonly referrals: number;
  readonly versions: number;
  /** Referrals whose stored facts are not those of their history. */
  readonly differ: number;
  /** Of everything the history says, in the order of the referrals: equal histories, equal bytes. */
  readonly sha256: string;
}

/** Only one writes facts at a time: two who read the same history at different instants could write the older one last. */
const ONE_WRITER = `select pg_try_advisory_xact_lock(hashtextextended('turnaround facts', 0)) as mine`;
const SHEAF = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

const COLUMNS = [
  'referral_id', 'recorded_from', 'recorded_until', 'district_ags', 'police_authority_id', 'centre_id', 'submitted_at', 'consent_at', 'answered_at', 'declined_at',
  'decline_reason', 'rerouted_at', 'first_attempt_at', 'reached_at', 'reached_result', 'measure_until', 'closed_at', 'outcome', 'withdrawn',
] as const satisfies readonly (keyof TurnaroundFactRow)[];

/** Writes what the history of referrals says into `turnaround_fact`, as `app_clock`: as it grows, and wholly anew. */
export class FactLedger {
  constructor(private readonly database: TenantDatabase) {}

  /** Folds at most `limit` referrals whose history has grown; answers how many entries were worked off. */
  foldDue(limit: number = SHEAF): Promise<number> {
    return this.database.asClock(async (tx) => {
      const [{ mine }] = await tx.query<[{ mine: boolean }]>(ONE_WRITER);
      if (!mine) return 0;
      const [taken] = await tx.query<[readonly { readonly referral_id: string }[]]>(
        'delete from turnaround_queue where id in (select id from turnaround_queue order by id limit $1) returning referral_id',
        [limit],
      );
      if (taken.length > 0) await replace(tx, await histories(tx, [...new Set(taken.map(({ referral_id: id }) => id))]));
      return taken.length;
    });
  }

  /** Folds every referral anew and compares; with `mend`, what differs is written. The check that the figures can be had again from the history alone. */
  async rebuild({ mend }: { readonly mend: boolean }): Promise<LedgerCheck> {
    const hash = createHash('sha256');
    const seen = { referrals: 0, versions: 0, differ: 0 };
    for (let after = FIRST; ;) {
      const next = await this.database.asClock(async (tx) => {
        const ids = await tx.query<readonly { readonly id: string }[]>('select id from referral where id > $1 order by id limit $2', [after, SHEAF]);
        const folded = await histories(tx, ids.map(({ id }) => id));
        const stored = await storedOf(tx, folded.map(({ origin }) => origin.referralId));
        const differing = folded.filter((history) => text(rowsOf(history)) !== text(stored.get(history.origin.referralId) ?? []));
        if (mend) await replace(tx, differing);
        seen.differ += differing.length;
        for (const rows of folded.map(rowsOf)) {
          hash.update(text(rows));
          seen.versions += rows.length;
        }
        seen.referrals += ids.length;
        return ids.at(-1)?.id;
      });
      if (next === undefined) return { ...seen, sha256: hash.digest('hex') };
      after = next;
    }
  }
}

interface History {
  readonly origin: FactOrigin;
  readonly versions: readonly FactVersion[];
}

interface EventRow {
  readonly referral_id: string;
  readonly district_ags: string;
  readonly police_authority_id: string;
  /** Null: nothing has happened yet that the turnaround looks at. */
  readonly event: FactEvent['event'] | null;
  readonly happened_at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

async function histories(tx: EntityManager, referralIds: readonly string[]): Promise<readonly History[]> {
  const rows = await tx.query<readonly EventRow[]>(
    `select r.id as referral_id, m.district_ags, r.police_authority_id, e.event, e.happened_at, e.data
     from referral r join municipality m on m.ags = r.incident_ags left join referral_event e on e.referral_id = r.id and e.event = any ($2)
     where r.id = any ($1) order by r.id, e.id`,
    [referralIds, FACT_EVENTS],
  );
  const byReferral = grouped(rows, ({ referral_id: id }) => id);
  return [...byReferral].map(([referralId, events]) => ({
    origin: { referralId, districtAgs: events[0]?.district_ags ?? '', policeAuthorityId: events[0]?.police_authority_id ?? '' },
    versions: foldFacts(events.flatMap(({ event, happened_at: recordedAt, data }) => (event === null ? [] : [{ event, recordedAt, data }]))),
  }));
}

async function replace(tx: EntityManager, folded: readonly History[]): Promise<void> {
  if (folded.length === 0) return;
  await tx.query('delete from turnaround_fact where referral_id = any ($1)', [folded.map(({ origin }) => origin.referralId)]);
  await tx.query(`insert into turnaround_fact select ${COLUMNS.join(', ')} from jsonb_populate_recordset(null::turnaround_fact, $1)`, [
    text(folded.flatMap(rowsOf)),
  ]);
}

async function storedOf(tx: EntityManager, referralIds: readonly string[]): Promise<ReadonlyMap<string, readonly TurnaroundFactRow[]>> {
  const rows = await tx.query<TurnaroundFactRow[]>(`select ${COLUMNS.join(', ')} from turnaround_fact where referral_id = any ($1) order by referral_id, recorded_from`, [
    referralIds,
  ]);
  return grouped(rows, ({ referral_id: id }) => id);
}

/** A referral whose versions are none leaves no row: it was never submitted. */
const rowsOf = ({ origin, versions }: History): readonly TurnaroundFactRow[] =>
  versions.map(({ recordedFrom, recordedUntil, facts }) => ({
    referral_id: origin.referralId, recorded_from: recordedFrom, recorded_until: recordedUntil, district_ags: origin.districtAgs,
    police_authority_id: origin.policeAuthorityId, centre_id: facts.centreId, submitted_at: facts.submittedAt, consent_at: facts.consentAt,
    answered_at: facts.answeredAt, declined_at: facts.declinedAt, decline_reason: facts.declineReason, rerouted_at: facts.reroutedAt,
    first_attempt_at: facts.firstAttemptAt, reached_at: facts.reachedAt, reached_result: facts.reachedResult, measure_until: facts.measureUntil,
    closed_at: facts.closedAt, outcome: facts.outcome, withdrawn: facts.withdrawn,
  }));

const text = (rows: readonly TurnaroundFactRow[]): string => JSON.stringify(rows);

import { setImmediate as others } from 'node:timers/promises';
import { isDue, recordedReferral, supposingCentre, WORKLOAD_MINUTES, type Actor, type CentreOnRecord, type CentreSupposition, type CentreWhatIf, type FactVersion, type RecordedReferral } from '#domain';
import type { TenantDatabase, TurnaroundFactRow } from '#persistence';
import { grouped } from './grouped.js';
import { toFacts } from './stored-facts.js';

const DAY_MS = 86_400_000;

/** What a lead wants to know of the own centre. */
export interface OwnQuestion {
  /** Referrals of so many days before now are replayed. */
  readonly days: number;
  /** How much of a counsellor's open time one takes; the documented assumption, if not said. */
  readonly workloadMinutes?: number;
  readonly supposed: CentreSupposition;
}

/** The answer, with what it rests on. */
export interface OwnWhatIf extends CentreWhatIf {
  readonly from: Date;
  readonly until: Date;
  readonly counsellors: number;
  readonly workloadMinutes: number;
}

/** Replays the recorded referrals of a centre for its leads. Counted is what the asking person may know, exactly: sealed referrals of others are not there. */
export class WhatIfQueries {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** The own centre as it was beside as supposed. Who may ask is decided at the route, by the policy. */
  async ofOwnCentre(actor: Actor, centre: Omit<CentreOnRecord, 'id' | 'counsellors'>, { days, workloadMinutes = WORKLOAD_MINUTES, supposed }: OwnQuestion): Promise<OwnWhatIf> {
    const until = this.now();
    const from = new Date(until.getTime() - days * DAY_MS);
    // Read in one transaction, computed outside of it, and in steps: others ask meanwhile.
    const { counsellors, rows } = await this.database.inTenant(actor, async (tx) => ({
      counsellors: (await tx.query<[{ count: number }]>(COUNSELLORS, [actor.organisationId]))[0].count,
      rows: await tx.query<readonly TurnaroundFactRow[]>(OWN_VERSIONS, [actor.organisationId, from, until]),
    }));
    const referrals = [...grouped(rows, ({ referral_id: id }) => id)].flatMap(([id, versions]) => recorded(id, versions, until, workloadMinutes));
    // A centre that refers its accounts to one lead alone has still somebody who works.
    const staffed = Math.max(1, counsellors);
    const replaying = supposingCentre({ ...centre, id: actor.organisationId, counsellors: staffed }, referrals, supposed);
    let step = replaying.next();
    for (; step.done !== true; step = replaying.next()) await others();
    return { ...step.value, from, until, counsellors: staffed, workloadMinutes };
  }
}

const COUNSELLORS = `select count(*)::int as count from app_user where organisation_id = $1 and role = 'counsellor' and disabled_at is null`;

const OWN_VERSIONS = `
  select * from turnaround_fact where centre_id = $1 and submitted_at >= $2 and submitted_at < $3 and recorded_from <= $3 order by referral_id, recorded_from`;

/** None where the referral has left the centre by now, or is not due yet. */
function recorded(id: string, rows: readonly TurnaroundFactRow[], at: Date, workloadMinutes: number): readonly RecordedReferral[] {
  const versions = rows.map((row): FactVersion => ({ recordedFrom: row.recorded_from, recordedUntil: row.recorded_until, facts: toFacts(row) }));
  const last = versions.at(-1);
  if (last === undefined || (last.recordedUntil !== null && last.recordedUntil <= at) || !isDue(last.facts, at)) return [];
  const referral = recordedReferral(id, rows[0]?.district_ags ?? '', versions, workloadMinutes);
  return referral === null ? [] : [referral];
}

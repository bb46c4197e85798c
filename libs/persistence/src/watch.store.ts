import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ClockKind, State } from '#domain';
import type { RegistryProposalRow } from './registry-upkeep.entity.js';
import type { InvariantViolationRow, RegistryChangeRow } from './watch.entity.js';

/** What of a referral the check of its clocks looks at. */
export interface CheckedReferral {
  readonly id: string;
  readonly reference: string;
  readonly state: State;
  readonly consented: boolean;
  readonly feedback_consented: boolean;
  readonly submitted: boolean;
  readonly attempted: boolean;
  readonly reached: boolean;
  readonly attempt_rule_met: boolean;
  readonly high_risk: boolean;
  readonly running: readonly ClockKind[];
  readonly ordered_at: Date | null;
  readonly last_day_on: string | null;
  readonly court_applied_on: string | null;
  readonly court_decided_on: string | null;
  readonly lifted_on: string | null;
  readonly rule_set_version: string | null;
}

/** A finding; the reference is all that it says of the referral. */
export type Finding = Pick<InvariantViolationRow, 'code' | 'referral_id' | 'reference' | 'clock_kind'>;

/** How a worker is doing. `sweptMsAgo`: since its sweep last fired what was due. */
export interface SignOfLife {
  readonly workerId: string;
  readonly startedMsAgo: number;
  readonly sweptMsAgo: number;
  readonly bellLagMs: number | null;
  readonly bellsArmed: number | null;
  readonly armedUntil: Date | null;
  readonly queueAnswers: boolean;
}

/** Who watches the watchers, as `app_clock`. Every instant is the database's. */
export class WatchStore {
  /** Writes the worker's sign of life and forgets workers that have not been seen for a day. */
  async beat(tx: EntityManager, sign: SignOfLife): Promise<void> {
    await tx.query(
      `insert into worker_heartbeat (worker_id, started_at, seen_at, swept_at, bell_lag_ms, bells_armed, armed_until, queue_answers)
       values ($1, now() - make_interval(secs => $2::float8 / 1000), now(), now() - make_interval(secs => $3::float8 / 1000), $4, $5, $6, $7)
       on conflict (worker_id) do update set seen_at = excluded.seen_at, swept_at = excluded.swept_at, bell_lag_ms = excluded.bell_lag_ms,
         bells_armed = excluded.bells_armed, armed_until = excluded.armed_until, queue_answers = excluded.queue_answers`,
      [sign.workerId, sign.startedMsAgo, sign.sweptMsAgo, sign.bellLagMs, sign.bellsArmed, sign.armedUntil, sign.queueAnswers],
    );
    await tx.query(`delete from worker_heartbeat where seen_at < now() - interval '1 day'`);
  }

  /** A worker that stops in order takes its sign of life with it; one that was killed stays to be seen as away. */
  async farewell(tx: EntityManager, workerId: string): Promise<void> {
    await tx.query('delete from worker_heartbeat where worker_id = $1', [workerId]);
  }

  /** True when the night has been checked. */
  async isChecked(tx: EntityManager, night: string): Promise<boolean> {
    return (await tx.query<unknown[]>('select 1 from invariant_check where night = $1', [night])).length > 0;
  }

  /** Referrals that are not purged, or are and still have a clock, in order of id from `after`. */
  toCheck(tx: EntityManager, after: string, limit: number): Promise<readonly CheckedReferral[]> {
    return tx.query(CHECKED, [after, limit]);
  }

  /** Rungs that are due for longer than the seconds and have not fired. */
  unfired(tx: EntityManager, at: Date, graceSeconds: number): Promise<readonly Finding[]> {
    return tx.query(
      `select 'rung_unfired' as code, r.id as referral_id, r.reference, c.kind as clock_kind from clock c join referral r on r.id = c.referral_id
       where c.settled_at is null and c.paused_at is null and c.next_rung_at <= $1::timestamptz - make_interval(secs => $2) order by c.next_rung_at limit 1000`,
      [at, graceSeconds],
    );
  }

  /** Forgets absences and on-call duties that ended before the instant, or were cancelled before it; answers how many. */
  async forgetDuty(tx: EntityManager, before: Date): Promise<number> {
    const [row] = await tx.query<[{ count: number }]>(
      `with away as (delete from absence where ends_at < $1 or cancelled_at < $1 returning 1), on_call as (delete from on_call_duty where ends_at < $1 or cancelled_at < $1 returning 1)
       select ((select count(*) from away) + (select count(*) from on_call))::int as count`,
      [before],
    );
    return row.count;
  }

  /** Drafts of forms whose time is over: whose, and which key opens them. */
  async expiredDrafts(tx: EntityManager, at: Date): Promise<readonly { readonly user_id: string; readonly key_id: string }[]> {
    return tx.query('select user_id, key_id from report_draft where expires_at <= $1', [at]);
  }

  /** Deletes a draft of a form unless it was begun anew meanwhile. */
  async forgetDraft(tx: EntityManager, draft: { readonly user_id: string; readonly key_id: string }): Promise<void> {
    await tx.query('delete from report_draft where user_id = $1 and key_id = $2', [draft.user_id, draft.key_id]);
  }

  /** Deletes marks of deployments that are older; answers how many. */
  async forgetMarks(tx: EntityManager, before: Date): Promise<number> {
    const [row] = await tx.query<[{ count: number }]>('with gone as (delete from deployment_mark where marked_at < $1 returning 1) select count(*)::int as count from gone', [before]);
    return row.count;
  }

  /** Writes a night's result and, if anything was found, the alarm to the operator; false when another worker was faster. */
  async conclude(tx: EntityManager, check: { readonly night: string; readonly at: Date; readonly referrals: number; readonly findings: readonly Finding[] }): Promise<boolean> {
    const id = randomUUID();
    const rows = await tx.query<unknown[]>(
      'insert into invariant_check (id, night, checked_at, referrals, violations) values ($1, $2, $3, $4, $5) on conflict (night) do nothing returning id',
      [id, check.night, check.at, check.referrals, check.findings.length],
    );
    if (rows.length === 0) return false;
    if (check.findings.length === 0) return true;
    await tx.query(
      `insert into invariant_violation (id, check_id, code, referral_id, reference, clock_kind)
       select gen_random_uuid(), $1, v.code, v.referral_id, v.reference, v.clock_kind
       from jsonb_to_recordset($2) as v (code text, referral_id uuid, reference text, clock_kind text)`,
      [id, JSON.stringify(check.findings)],
    );
    await tx.query(
      `insert into notification (id, organisation_id, role, template, created_at, next_try_at)
       select gen_random_uuid(), o.id, 'admin', 'invariant_broken', $1, $1 from organisation o where o.kind = 'operator' and o.active`,
      [check.at],
    );
    return true;
  }

  /**
   * Reminds whoever leads the side that must act of referrals that nothing will ring for any more: open, no rung ahead, and since so many days
   * neither an event of a person nor such a reminder. Answers how many.
   */
  async remindDormant(tx: EntityManager, at: Date, days: number): Promise<number> {
    const rows = await tx.query<unknown[]>(
      `insert into notification (id, organisation_id, role, template, referral_id, reference, responsible_organisation_id, created_at, next_try_at)
       select gen_random_uuid(), side.organisation_id, side.role, 'referral_dormant', r.id, r.reference, side.organisation_id, $1, $1
       from referral r, lateral (select case when r.state in ('returned', 'declined') then r.police_authority_id else r.centre_id end as organisation_id,
         case when r.state in ('returned', 'declined') then 'police_lead' else 'centre_lead' end as role) side
       where r.state in ('submitted', 'returned', 'declined', 'accepted', 'contacting', 'reached')
         and not exists (select 1 from clock c where c.referral_id = r.id and c.settled_at is null and (c.next_rung_at is not null or c.paused_at is not null))
         and not exists (select 1 from referral_event e where e.referral_id = r.id and e.role <> 'clock' and e.happened_at > $1::timestamptz - make_interval(days => $2))
         and not exists (select 1 from notification n where n.referral_id = r.id and n.template = 'referral_dormant' and n.created_at > $1::timestamptz - make_interval(days => $2))
       returning 1`,
      [at, days],
    );
    return rows.length;
  }

  /** The latest night's result, for the figures; null before the first. */
  async lastCheck(tx: EntityManager): Promise<{ readonly violations: number; readonly ageSeconds: number } | null> {
    const [row] = await tx.query<{ violations: number; ageSeconds: number }[]>(
      `select violations, extract(epoch from now() - checked_at)::float8 as "ageSeconds" from invariant_check order by night desc limit 1`,
    );
    return row ?? null;
  }

  /**
   * The next change by which clocks are to be computed: at once, and then each minute for ten minutes, because a process of the API may
   * know the registry from before for up to five, and for as long as a run fails. One that fails does not stand before the others.
   */
  async changeToRun(tx: EntityManager): Promise<Pick<RegistryChangeRow, 'id' | 'kind'> | null> {
    const [row] = await tx.query<Pick<RegistryChangeRow, 'id' | 'kind'>[]>(
      `select id, kind from registry_change
       where recorded_at <= now()
         and (last_run_at is null or ((failing or last_run_at < recorded_at + interval '10 minutes') and last_run_at < now() - interval '1 minute'))
       order by last_run_at nulls first, recorded_at, id limit 1`,
    );
    return row ?? null;
  }

  /** The oldest proposed change whose effect nobody has computed. */
  async proposalToWeigh(tx: EntityManager): Promise<Pick<RegistryProposalRow, 'id' | 'change'> | null> {
    const [row] = await tx.query<Pick<RegistryProposalRow, 'id' | 'change'>[]>(
      `select id, change from registry_proposal where effect_at is null and state = 'proposed' order by proposed_at, id limit 1`,
    );
    return row ?? null;
  }

  async noteEffect(tx: EntityManager, id: string, effect: unknown): Promise<void> {
    await tx.query('update registry_proposal set effect = $2, effect_at = now() where id = $1 and effect_at is null', [id, JSON.stringify(effect)]);
  }

  async changeRun(tx: EntityManager, id: string, { moved, failing }: { readonly moved: number; readonly failing: boolean }): Promise<void> {
    await tx.query('update registry_change set last_run_at = now(), moved = moved + $2, failing = $3 where id = $1', [id, moved, failing]);
  }
}

const CHECKED = `
  select r.id, r.reference, r.state, r.consent_version > 0 as consented, r.first_submitted_at is not null as submitted,
    r.first_attempt_at is not null as attempted, r.reached_at is not null as reached, r.risk_level = 'high' as high_risk,
    coalesce((select 'feedback' = any (c.field_groups) from consent c where c.referral_id = r.id order by c.version desc limit 1), false) as feedback_consented,
    coalesce((select c.settled_by = 'record_attempt' from clock c where c.referral_id = r.id and c.kind = 'attempt_series'
      order by c.started_at desc, c.settled_at desc nulls first limit 1), false) as attempt_rule_met,
    array(select c.kind from clock c where c.referral_id = r.id and c.settled_at is null) as running,
    m.ordered_at, m.last_day_on, m.court_applied_on, m.court_decided_on, m.lifted_on, m.rule_set_version
  from referral r
  left join lateral (select * from protection_measure p where p.referral_id = r.id order by p.version desc limit 1) m on true
  where r.id > $1 and (r.state <> 'purged' or exists (select 1 from clock c where c.referral_id = r.id and c.settled_at is null))
  order by r.id limit $2`;

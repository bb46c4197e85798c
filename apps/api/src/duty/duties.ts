import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccessDenied } from '#access';
import { appendAudit } from '#audit';
import { mayWriteDutyOf, type Actor, type HumanRole } from '#domain';
import { TenantDatabase } from '#persistence';
import { ReferralNotFound } from '#referrals';
import { UnacceptableInput } from '../http/input-pipe.js';
import { NOW } from '../services.js';
import { absenceFaults, onCallFaults, ownFaults } from './new-duty.js';
import { dutiesWithin, dutyOf, endDuty, holdRoster, insertDuty, peopleOf, type DutyRow, type DutyTable, type NewDuty } from './roster.queries.js';
import { uncovered, type Period, type Roster, type Uncovered } from './uncovered.js';

export interface DutyOfPeriod {
  readonly absences: readonly DutyRow[];
  readonly onCall: readonly DutyRow[];
  readonly uncovered: readonly Uncovered[];
}

/** What became of an entry. */
export interface RecordedDuty {
  readonly row: DutyRow;
  /** False: the same entry was there already. */
  readonly created: boolean;
  /** Roles in which, because of this entry, nobody can be reached for a time. */
  readonly leavesNobody: readonly HumanRole[];
}

/** Who is away and who is on call in the own organisation. Every change leaves its entry in the trail, in the same transaction. */
@Injectable()
export class Duties {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  read(actor: Actor, period: Period): Promise<DutyOfPeriod> {
    return this.database.inTenant(actor, async (tx) => {
      const { absences, onCall, roster } = await rosterOf(tx, actor, period);
      return { absences, onCall, uncovered: uncovered(roster, period) };
    });
  }

  /** The same entry a second time answers the first. Throws `UnacceptableInput` with the field that does not fit. */
  record(actor: Actor, table: DutyTable, duty: NewDuty, requestId: string): Promise<RecordedDuty> {
    if (!mayWriteDutyOf(actor, duty.userId)) throw new AccessDenied('not_your_role');
    const at = this.now();
    refuse(ownFaults(duty, at));
    return this.database.inTenant(actor, async (tx) => {
      await holdRoster(tx, actor);
      const { roster, ...rows } = await rosterOf(tx, actor, duty);
      const known = (table === 'absence' ? rows.absences : rows.onCall).find((row) => isSame(row, duty));
      if (known !== undefined) return { row: known, created: false, leavesNobody: leavesNobody(without(roster, known.user_id, duty), roster, duty, at) };
      refuse(table === 'absence' ? absenceFaults(duty, roster) : onCallFaults(duty, roster));
      const id = randomUUID();
      await insertDuty(tx, table, actor, { ...duty, id, at });
      await this.note(tx, actor, { action: 'duty.recorded', fields: table === 'absence' ? ['userId', 'deputyId', 'startsAt', 'endsAt'] : ['userId', 'startsAt', 'endsAt'], requestId });
      const row = (await dutyOf(tx, table, actor, id)) as DutyRow;
      const after = table === 'absence' ? { ...roster, absences: [...roster.absences, duty] } : roster;
      return { row, created: true, leavesNobody: leavesNobody(roster, after, duty, at) };
    });
  }

  /** What has begun ends now, what has not is cancelled; what is over stays. Throws `ReferralNotFound` for what is not of the own organisation. */
  cancel(actor: Actor, table: DutyTable, id: string, requestId: string): Promise<DutyRow> {
    return this.database.inTenant(actor, async (tx) => {
      const row = await dutyOf(tx, table, actor, id);
      if (row === null) throw new ReferralNotFound();
      if (!mayWriteDutyOf(actor, row.user_id)) throw new AccessDenied('not_your_role');
      if (!(await endDuty(tx, table, row, this.now()))) return row;
      await this.note(tx, actor, { action: 'duty.cancelled', fields: ['endsAt'], requestId });
      return (await dutyOf(tx, table, actor, id)) as DutyRow;
    });
  }

  private note(tx: EntityManager, actor: Actor, { action, fields, requestId }: { readonly action: string; readonly fields: readonly string[]; readonly requestId: string }): Promise<void> {
    const { organisationId, userId, role } = actor;
    return appendAudit(tx, { chain: organisationId, at: this.now(), actorId: userId, organisationId, role, action, referralId: null, fields, purpose: null, decision: 'allowed', requestId });
  }
}

async function rosterOf(tx: EntityManager, actor: Actor, period: Period): Promise<{ readonly absences: readonly DutyRow[]; readonly onCall: readonly DutyRow[]; readonly roster: Roster }> {
  const [absences, onCall, people] = [await dutiesWithin(tx, 'absence', actor, period), await dutiesWithin(tx, 'on_call_duty', actor, period), await peopleOf(tx, actor)];
  return { absences, onCall, roster: { people, absences: absences.map(toDuty), onCall: onCall.map(toDuty) } };
}

const toDuty = (row: DutyRow): NewDuty => ({ userId: row.user_id, deputyId: row.deputy_id, startsAt: row.starts_at, endsAt: row.ends_at });

const isSame = (row: DutyRow, duty: NewDuty): boolean =>
  row.user_id === duty.userId && row.deputy_id === duty.deputyId && row.starts_at.getTime() === duty.startsAt.getTime() && row.ends_at.getTime() === duty.endsAt.getTime();

const without = (roster: Roster, userId: string, { startsAt }: Period): Roster => ({
  ...roster,
  absences: roster.absences.filter((each) => each.userId !== userId || each.startsAt.getTime() !== startsAt.getTime()),
});

/** The roles that are missed for longer than before, from now on. */
function leavesNobody(before: Roster, after: Roster, duty: Period, now: Date): readonly HumanRole[] {
  const ahead = { startsAt: duty.startsAt < now ? now : duty.startsAt, endsAt: duty.endsAt };
  const missed = (roster: Roster, role: HumanRole): number =>
    uncovered(roster, ahead).filter((each) => each.role === role).reduce((sum, each) => sum + each.endsAt.getTime() - each.startsAt.getTime(), 0);
  return [...new Set(after.people.map(({ role }) => role))].filter((role) => missed(after, role) > missed(before, role));
}

function refuse(errors: ConstructorParameters<typeof UnacceptableInput>[0]): void {
  if (errors.length > 0) throw new UnacceptableInput(errors);
}

import { explain, isOverdue, responsibleSide, type Actor, type ClockKind, type Derivation, type EventName, type RecomputationReason } from '#domain';
import type { DirectoryQueries } from '#directory';
import { InvalidCursor, type ClockRow, type ClockRungRow, type ReferralRow, type ReferralStore, type StoredRung, type TenantDatabase } from '#persistence';
import type { EntityManager } from 'typeorm';
import { clocksFor, isKnownTo } from './known-to-side.js';
import type { NamedOrganisation } from './referral.queries.js';

/** A rung that has fired, or one that lies ahead with the roles it will tell, as `side:role`. */
export interface RungOfClock {
  readonly rung: string;
  readonly dueAt: Date;
  readonly tells: readonly string[];
  readonly escalation: number;
  readonly firedAt: Date | null;
  readonly latenessMs: number | null;
}

/** One clock of a referral with everything that happened to it. */
export interface ClockRecord {
  readonly id: string;
  readonly kind: ClockKind;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly state: 'running' | 'paused' | 'settled';
  readonly overdue: boolean;
  readonly settledAt: Date | null;
  /** The event that settled it; null also when this side may not read it. */
  readonly settledBy: string | null;
  readonly pausedAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly pauseReason: string | null;
  readonly pausedSeconds: number;
  /** The row whose place it took, because a due instant never changes; when that one was due, and what of the registry had changed, if anything. */
  readonly replaces: { readonly id: string; readonly dueAt: Date; readonly reason: RecomputationReason | null } | null;
  readonly rungs: readonly RungOfClock[];
  readonly why: { readonly en: string; readonly de: string };
}

/** A running clock that is due, or warns, within the hours asked for. */
export interface DueClock {
  readonly id: string;
  readonly kind: ClockKind;
  readonly dueAt: Date;
  readonly nextRung: string | null;
  readonly nextRungAt: Date | null;
  readonly overdue: boolean;
  readonly row: Pick<ReferralRow, 'id' | 'reference' | 'state' | 'escalation' | 'counsellor_id' | 'risk_level'>;
  readonly responsible: { readonly side: 'police' | 'centre'; readonly organisation: NamedOrganisation } | null;
}

export interface DueQuestion {
  /** 1 to 168. */
  readonly hours: number;
  readonly limit: number;
  readonly cursor?: string;
}

const HOUR = 3_600_000;

/** What falls due, and what became of each clock: reads within the actor's own organisation, with the same omissions as a referral's view. */
export class DueQueries {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ReferralStore,
    private readonly directory: DirectoryQueries,
    private readonly now: () => Date,
  ) {}

  /** Every clock, settled ones included, in the order of their start; null: unknown, of others, sealed or excluded. */
  async ofReferral(actor: Actor, referralId: string): Promise<readonly ClockRecord[] | null> {
    const at = this.now();
    const loaded = await this.database.inTenant(actor, async (tx) => {
      const row = await this.store.find(tx, referralId);
      if (row === null || !isKnownTo(actor, row)) return null;
      const [clocks, fired, history] = [await this.store.clocks(tx, referralId), await this.store.firedRungs(tx, referralId), await this.store.history(tx, referralId)];
      return { row, clocks, fired, events: new Set<string>(history.map(({ event }) => event)) };
    });
    if (loaded === null) return null;
    const surroundings = { ...loaded, clocks: clocksFor(actor, loaded), at };
    return surroundings.clocks.map((clock) => toRecord(clock, surroundings));
  }

  /** What is due or warns within the hours, or has passed, and nobody has settled; by due instant. A clock that stands still is not due. */
  async within(actor: Actor, { hours, limit, cursor }: DueQuestion): Promise<{ readonly items: readonly DueClock[]; readonly nextCursor: string | null }> {
    const at = this.now();
    const until = new Date(at.getTime() + hours * HOUR);
    const rows = await this.database.inTenant(actor, (tx) => dueRows(tx, actor, { until, limit: limit + 1, ...(cursor !== undefined && { cursor }) }));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await Promise.all(page.map((row) => this.toDue(row, at))),
      nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null,
    };
  }

  private async toDue(row: DueRow, at: Date): Promise<DueClock> {
    const side = responsibleSide(row.state);
    const organisationId = side === 'police' ? row.police_authority_id : row.centre_id;
    const organisation = side === null || organisationId === null ? null : await this.directory.organisation(organisationId);
    const next = row.next_rung_at === null ? undefined : row.ladder[row.next_rung];
    return {
      id: row.clock_id,
      kind: row.kind,
      dueAt: row.due_at,
      nextRung: next?.rung ?? null,
      nextRungAt: row.next_rung_at,
      overdue: isOverdue({ dueAt: row.due_at, settledAt: null }, at),
      row,
      responsible: side === null || organisation === null ? null : { side, organisation: { id: organisation.id, name: organisation.name } },
    };
  }
}

interface Surroundings {
  readonly clocks: readonly ClockRow[];
  readonly fired: readonly ClockRungRow[];
  /** The names of the events that this side reads in the history: what a centre does among itself is none of the police's. */
  readonly events: ReadonlySet<string>;
  readonly at: Date;
}

function toRecord(clock: ClockRow, { clocks, fired, events, at }: Surroundings): ClockRecord {
  const derivation = clock.derivation as Derivation;
  const replaced = clock.replaces === null ? undefined : clocks.find(({ id }) => id === clock.replaces);
  const settled = clock.settled_at !== null;
  return {
    id: clock.id,
    kind: clock.kind,
    startedAt: clock.started_at,
    dueAt: clock.due_at,
    state: settled ? 'settled' : clock.paused_at !== null ? 'paused' : 'running',
    overdue: !settled && isOverdue({ dueAt: clock.due_at, settledAt: null, pausedAt: clock.paused_at }, at),
    settledAt: clock.settled_at,
    settledBy: clock.settled_by !== null && events.has(clock.settled_by) ? clock.settled_by : null,
    pausedAt: clock.paused_at,
    pausedUntil: clock.paused_until,
    pauseReason: clock.pause_reason,
    pausedSeconds: clock.paused_seconds,
    replaces: replaced === undefined ? null : { id: replaced.id, dueAt: replaced.due_at, reason: registryReason(replaced, derivation) },
    rungs: rungsOf(clock, fired.filter(({ clock_id: id }) => id === clock.id)),
    why: { en: explain(derivation, 'en'), de: explain(derivation, 'de') },
  };
}

const RECOMPUTED: EventName = 'clocks_recomputed';

/** A later replacement, e.g. after a pause, keeps the step in its derivation; what replaced the row then was something else. */
function registryReason(replaced: ClockRow, { steps }: Derivation): RecomputationReason | null {
  const step = steps.findLast((each) => each.code === 'recomputed');
  return replaced.settled_by === RECOMPUTED && step !== undefined ? step.params.reason : null;
}

/** In order of time: what has fired, and of a clock that is not settled what lies ahead. Rungs that a settlement made pointless are left out. */
function rungsOf(clock: ClockRow, fired: readonly ClockRungRow[]): readonly RungOfClock[] {
  return clock.ladder.flatMap((step: StoredRung, index) => {
    const row = fired.find(({ rung }) => rung === step.rung);
    const ahead = row === undefined && clock.settled_at === null && index >= clock.next_rung;
    if (row === undefined && !ahead) return [];
    const { rung, tells, escalation } = step;
    return [{ rung, tells, escalation, dueAt: new Date(String(step.dueAt)), firedAt: row?.fired_at ?? null, latenessMs: row?.lateness_ms ?? null }];
  });
}

interface DueRow extends Pick<ReferralRow, 'id' | 'reference' | 'state' | 'escalation' | 'counsellor_id' | 'risk_level' | 'police_authority_id' | 'centre_id'> {
  readonly clock_id: string;
  readonly kind: ClockKind;
  readonly due_at: Date;
  readonly ladder: readonly StoredRung[];
  readonly next_rung: number;
  readonly next_rung_at: Date | null;
}

/** Of each side: its own referrals with a running clock, by the index of its own list; and which of their clocks it may know (`clocksFor`, `isKnownTo`). */
const OF_SIDE = {
  centre: `r.centre_id = $1 and (case when r.next_due_at is null then 'infinity' else r.next_due_at end) < 'infinity' and r.state <> 'purged'`,
  police: `r.police_authority_id = $1 and r.next_due_at is not null and (c.kind <> 'retention' or r.closed_at is null)`,
} as const;

function dueRows(tx: EntityManager, actor: Actor, { until, limit, cursor }: { readonly until: Date; readonly limit: number; readonly cursor?: string }): Promise<DueRow[]> {
  const after = cursor === undefined ? [] : readCursor(cursor);
  return tx.query<DueRow[]>(
    `select r.id, r.reference, r.state, r.escalation, r.counsellor_id, r.risk_level, r.police_authority_id, r.centre_id,
       c.id as clock_id, c.kind, c.due_at, c.ladder, c.next_rung, c.next_rung_at
     from referral r join clock c on c.referral_id = r.id and c.settled_at is null and c.paused_at is null
     where ${OF_SIDE[actor.organisationKind === 'centre' ? 'centre' : 'police']} and (c.due_at <= $2 or c.next_rung_at <= $2)
       ${after.length === 0 ? '' : 'and (c.due_at, c.id) > ($4::timestamptz, $5::uuid)'}
     order by c.due_at, c.id limit $3`,
    [actor.organisationId, until, limit, ...after],
  );
}

const writeCursor = ({ due_at: dueAt, clock_id: id }: DueRow): string => Buffer.from(`${dueAt.toISOString()} ${id}`).toString('base64url');

function readCursor(cursor: string): readonly [dueAt: string, id: string] {
  const [dueAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(dueAt) || Number.isNaN(Date.parse(dueAt)) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new InvalidCursor('not a cursor of this list');
  }
  return [dueAt, id];
}

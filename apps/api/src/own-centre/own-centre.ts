import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import {
  DirectoryQueries, problemsOf, writeCentreVersion, writeRegistryChange,
  type CentreRecordOfRegistry, type CentreVersion, type RegistryChange, type RegistryView,
} from '#directory';
import { addDays, sameTimeAfter, type Actor, type LocalDay } from '#domain';
import { TenantDatabase } from '#persistence';
import { RecomputationService, ReferralNotFound, StaleVersion, type MovedClock } from '#referrals';
import { UnacceptableInput, type FieldError } from '../http/input-pipe.js';
import { NOW } from '../services.js';
import { hoursFaults, periodFaults } from './entry-faults.js';
import type { CapacityDto, ClosurePeriodDto, NewClosureDto, NewHoursDto } from './own-centre.dto.js';
import { cancelClosure, closureOf, closuresWithin, holdCentre, insertCapacity, newestVersionOf, type ClosureRow } from './own-centre.queries.js';
import { ClosureWithoutCover, toUncoveredPlaces, type UncoveredPlace } from './uncovered-place.js';

type ClosureChange = Extract<RegistryChange, { kind: 'closure' }>;

/** The registry at one instant, and in it the own centre. */
export interface OwnEntry {
  readonly view: RegistryView;
  readonly record: CentreRecordOfRegistry;
}

/** What became of a closure. */
export interface RecordedClosure {
  readonly closure: ClosureRow;
  /** False: the same closure was there already. */
  readonly created: boolean;
  readonly uncovered: readonly UncoveredPlace[];
}

/**
 * What a centre keeps of its own entry: hours, closures, room. Every change leaves its entry in the trail, in the same transaction, and where it
 * can move running clocks the order to compute them anew, which the worker carries out.
 */
@Injectable()
export class OwnCentre {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryQueries,
    private readonly recomputation: RecomputationService,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** The entry as this process knows it. Throws `ReferralNotFound` for an organisation without one. */
  async read(actor: Actor): Promise<OwnEntry> {
    const view = await this.directory.view();
    const record = view.centreRecord(actor.organisationId);
    if (record === null) throw new ReferralNotFound();
    return { view, record };
  }

  /** What a closure would move and leave open. Changes nothing. */
  async preview(actor: Actor, period: ClosurePeriodDto): Promise<{ readonly clocks: readonly MovedClock[]; readonly uncovered: readonly UncoveredPlace[] }> {
    const { view } = await this.read(actor);
    refuse(periodFaults(period, view, '/query'));
    const change = closureChange(actor, { ...period, reason: '-' });
    const moved = await this.database.inTenant(actor, (tx) => this.recomputation.previewFor(actor, tx, 'closure', view.after(change)));
    // A clock of which only a warning moves keeps its word.
    const clocks = moved.filter(({ oldDueAt, newDueAt }) => oldDueAt.getTime() !== newDueAt.getTime()).sort((a, b) => a.oldDueAt.getTime() - b.oldDueAt.getTime());
    return { clocks, uncovered: toUncoveredPlaces(problemsOf(view.snapshot, change), view) };
  }

  /**
   * The same closure a second time answers the first. Throws `UnacceptableInput` with the field that does not fit, and `ClosureWithoutCover` while
   * nobody has said that places without cover are known.
   */
  async close(actor: Actor, body: NewClosureDto, requestId: string): Promise<RecordedClosure> {
    const { view } = await this.readAnew(actor);
    const cover = body.coverCentreId ?? null;
    const mayCover = cover === null || this.neighbours(actor, view).some(({ id }) => id === cover);
    refuse([...periodFaults(body, view), ...(mayCover ? [] : [{ pointer: '/coverCentreId', code: 'no_neighbour' }])]);
    const change = closureChange(actor, body);
    const uncovered = toUncoveredPlaces(problemsOf(view.snapshot, change), view);
    const recorded = await this.database.inTenant(actor, async (tx) => {
      await holdCentre(tx, actor);
      const touching = await closuresWithin(tx, actor, body.from, body.to);
      const known = touching.find((row) => row.from === body.from && row.to === body.to && row.reason === body.reason && row.coverCentreId === cover);
      if (known !== undefined) return { closure: known, created: false };
      refuse(touching.length > 0 ? [{ pointer: '/from', code: 'overlap' }] : []);
      if (uncovered.length > 0 && body.acceptUncovered !== true) throw new ClosureWithoutCover(uncovered);
      await writeRegistryChange(tx, change, { reason: body.reason, recordedBy: actor.userId, calendar: view.calendar() });
      await this.note(tx, actor, 'centre.closure_recorded', ['from', 'to', 'reason', 'coverCentreId'], requestId);
      const [closure] = await closuresWithin(tx, actor, body.from, body.to);
      return { closure: closure as ClosureRow, created: true };
    });
    await this.directory.refresh();
    return { ...recorded, uncovered };
  }

  /** What has not begun is cancelled; of what has begun the days that have passed stay. Throws `ReferralNotFound` for what is over, cancelled or of others. */
  async cancel(actor: Actor, id: string, requestId: string): Promise<void> {
    const { view } = await this.read(actor);
    const today = view.today();
    await this.database.inTenant(actor, async (tx) => {
      await holdCentre(tx, actor);
      const closure = await closureOf(tx, actor, id);
      if (closure === null || closure.to < today) throw new ReferralNotFound();
      await cancelClosure(tx, id, this.now());
      if (closure.from < today) await this.keepPast(tx, actor, closure, today, view);
      else await this.order(tx, actor, 'closure', 'a closure was cancelled', null);
      await this.note(tx, actor, 'centre.closure_cancelled', ['to'], requestId);
    });
    await this.directory.refresh();
  }

  /** A note of the room; it is believed for so many days. */
  async noteCapacity(actor: Actor, { level, days }: CapacityDto, requestId: string): Promise<void> {
    const at = this.now();
    await this.database.inTenant(actor, async (tx) => {
      await holdCentre(tx, actor);
      await insertCapacity(tx, actor, { level, at, expiresAt: sameTimeAfter(at, days) });
      await this.note(tx, actor, 'centre.capacity_noted', ['level', 'days'], requestId);
    });
    await this.directory.refresh();
  }

  /** New opening hours beside the old ones. Throws `StaleVersion` when the entry is no longer the one that was read. */
  async setHours(actor: Actor, body: NewHoursDto, expectedVersion: number, requestId: string): Promise<void> {
    const { view, record } = await this.readAnew(actor);
    const newest = record.versions.at(-1) as CentreVersion;
    const { windows, dailyService, validFrom } = body;
    await this.database.inTenant(actor, async (tx) => {
      await holdCentre(tx, actor);
      const current = await newestVersionOf(tx, actor);
      if (current !== expectedVersion || newest.version !== current) throw new StaleVersion(current);
      refuse(hoursFaults(body, view, newest.validFrom));
      const plain = windows.map(({ weekday, opens, closes }) => ({ weekday, opens, closes })).sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens));
      await writeCentreVersion(tx, actor.organisationId, { ...newest, version: current + 1, validFrom, dailyService, windows: plain }, actor.userId);
      await this.order(tx, actor, 'opening_hours', 'opening hours were changed', validFrom);
      await this.note(tx, actor, 'centre.hours_changed', ['windows', 'dailyService', 'validFrom'], requestId);
    }).catch((error: unknown) => {
      // The state office has written this very version meanwhile.
      throw isTaken(error) ? new StaleVersion(expectedVersion + 1) : error;
    });
    await this.directory.refresh();
  }

  /** Centres other than the own one that serve some of its municipalities today. */
  neighbours(actor: Actor, view: RegistryView): readonly { readonly id: string; readonly name: string }[] {
    const served = new Set(view.centre(actor.organisationId)?.catchment);
    return view.centres().filter(({ id, active, taking, catchment }) => id !== actor.organisationId && active && taking && catchment.some((ags) => served.has(ags)));
  }

  /** As `read`, but what another process has just written is in it. */
  async readAnew(actor: Actor): Promise<OwnEntry> {
    await this.directory.refresh();
    return this.read(actor);
  }

  private async keepPast(tx: EntityManager, actor: Actor, { from, reason, coverCentreId }: ClosureRow, today: LocalDay, view: RegistryView): Promise<void> {
    const past = closureChange(actor, { from, to: addDays(today, -1), reason, coverCentreId });
    await writeRegistryChange(tx, past, { reason: 'a closure ended early', recordedBy: actor.userId, calendar: view.calendar() });
  }

  private async order(tx: EntityManager, actor: Actor, kind: 'closure' | 'opening_hours', reason: string, from: LocalDay | null): Promise<void> {
    await tx.query('select order_recomputation($1, $2, $3, $4, $5)', [randomUUID(), kind, reason, from, actor.userId]);
  }

  private note(tx: EntityManager, actor: Actor, action: string, fields: readonly string[], requestId: string): Promise<void> {
    const { organisationId, userId, role } = actor;
    return appendAudit(tx, {
      chain: organisationId, at: this.now(), actorId: userId, organisationId, role, action, referralId: null, fields, purpose: null, decision: 'allowed', requestId,
    });
  }
}

function closureChange(actor: Actor, { from, to, reason, coverCentreId }: Pick<NewClosureDto, 'from' | 'to' | 'reason' | 'coverCentreId'>): ClosureChange {
  return { kind: 'closure', centreId: actor.organisationId, closure: { from, to, reason }, coverCentreId: coverCentreId ?? null };
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new UnacceptableInput(errors);
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

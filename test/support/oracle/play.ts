import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain';
import { StaleVersion } from '#referrals';
import { NETWORK, OPERATOR, POLICE, type Chain } from '../chain.js';
import type { Recomputed } from './agreed-clocks.js';
import type { OracleClock } from './clock-table.js';
import type { Move, OracleEvent } from './events.js';
import type { History } from './histories.js';
import { creationOf, inputOf, instant, type Persons, type Said } from './inputs.js';
import type { OracleRegistry } from './registry.js';
import type { RegistryClerk } from './registry-clerk.js';
import type { Fired } from './running-clocks.js';
import type { Minute } from './timeline.js';

/** What of a clock is compared at the end; instants in seconds since 1970. */
export interface Standing {
  readonly clock: OracleClock;
  readonly due: number;
  readonly paused: boolean;
  readonly nextRung: number | null;
}

/** One history as it went in reality: how often the chain refused, what fired and what still runs. */
export interface Played {
  readonly history: History;
  refusal: string | null;
  fired: readonly Fired[];
  standing: readonly Standing[];
  recomputed: readonly Recomputed[];
}

interface Cast extends Said {
  readonly played: Played;
  id: string;
}

interface Act {
  readonly at: Minute;
  /** How many requests of the same history came before it in the same minute. */
  readonly turn: number;
  run(): Promise<void>;
}

const seconds = (at: Date): number => at.getTime() / 1000;

/**
 * Plays histories through the use cases on a real database, all of them on one line of time: whatever is due fires at its own instant,
 * because the next one is asked from the rows. A refusal ends a history and is reported.
 */
export class Stage {
  private readonly names: ReadonlyMap<string, string>;

  constructor(
    private readonly chain: Chain,
    private readonly registry: OracleRegistry,
    private readonly clerk: RegistryClerk,
  ) {
    this.names = new Map([
      [POLICE.koeln, 'police'], [NETWORK.id, 'network'], [OPERATOR.id, 'operator'], ...registry.centres.map(({ id, name }) => [id, name] as const),
    ]);
  }

  async play(histories: readonly History[]): Promise<readonly Played[]> {
    const casts = histories.map((history): Cast => ({
      played: { history, refusal: null, fired: [], standing: [], recomputed: [] }, id: '', contactVersion: 1, centreId: '', consent: null, letter: false,
    }));
    const acts = casts.flatMap((cast) => this.actsOf(cast)).sort((a, b) => a.at - b.at || a.turn - b.turn);
    for (let index = 0; index < acts.length; ) {
      const at = acts[index]?.at ?? 0;
      const turn = acts[index]?.turn ?? 0;
      const together = acts.slice(index).findIndex((act) => act.at !== at || act.turn !== turn);
      const now = acts.slice(index, together < 0 ? acts.length : index + together);
      await this.editUntil(at, histories);
      await this.passTime(at);
      await Promise.all(now.map((act) => act.run()));
      index += now.length;
    }
    return casts.map(({ played }) => played);
  }

  /** Edits of the registry come before the requests of their minute; times in which no referral lives are passed at one stroke. */
  private async editUntil(until: Minute, histories: readonly History[]): Promise<void> {
    const lives = (at: Minute): boolean => histories.some(({ moves, endsAt }) => (moves[0]?.at ?? Infinity) < at && at <= endsAt);
    if (!lives(until)) return this.clerk.enter(until);
    for (let at = this.clerk.nextAt(); at !== null && at <= until; at = this.clerk.nextAt()) {
      await this.passTime(at);
      await this.clerk.edit();
    }
  }

  /** Every request of a history, and the look at its end. */
  private actsOf(cast: Cast): readonly Act[] {
    const { history } = cast.played;
    const requests: Act[] = [];
    history.moves.forEach((move, index) => {
      if (move.does.event === 'submit' && move.does.atOnce) return;
      const next = history.moves[index + 1];
      const atOnce = next?.does.event === 'submit' && next.does.atOnce;
      const turn = requests.filter(({ at }) => at === move.at).length;
      requests.push({ at: move.at, turn, run: () => this.request(cast, move, atOnce) });
    });
    return [...requests, { at: history.endsAt, turn: requests.length, run: () => this.look(cast) }];
  }

  private async request(cast: Cast, move: Move, submit: boolean): Promise<void> {
    if (cast.played.refusal !== null) return;
    try {
      if (move.does.event === 'create') await this.create(cast, move.at, move.does, submit);
      else await this.apply(cast, move);
    } catch (error) {
      const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
      cast.played.refusal = `${move.does.event} at ${instant(move.at).toISOString()}: ${text}${'errors' in Object(error) ? JSON.stringify((error as { errors: unknown }).errors) : ''}`;
    }
  }

  private async create(cast: Cast, at: Minute, does: OracleEvent & { readonly event: 'create' }, submit: boolean): Promise<void> {
    const input = creationOf(cast, at, does);
    cast.id = (await this.chain.referrals.create(this.persons(cast).officer, input, { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null })).id;
  }

  private async apply(cast: Cast, move: Move): Promise<void> {
    const [row] = await this.chain.clock.query<{ version: number; contact: number }[]>('select version, contact_version as contact from referral where id = $1', [cast.id]);
    if (row === undefined) throw new Error('the referral is gone');
    cast.contactVersion = row.contact;
    const [actor, input] = inputOf(cast, move, this.persons(cast));
    const send = (expectedVersion: number) => this.chain.referrals.apply(actor, cast.id, input, { expectedVersion, requestId: null });
    await send(row.version).catch((error: unknown) => (error instanceof StaleVersion ? send(error.current) : Promise.reject(error)));
  }

  private persons({ centreId }: Cast): Persons {
    const staff = this.registry.staff.get(centreId);
    const ofCentre = (role: 'counsellor' | 'centre_lead'): Actor => ({ organisationId: centreId, organisationKind: 'centre', role, userId: staff?.[role] ?? '' });
    return {
      officer: this.chain.actor(POLICE.koeln, 'officer'), protection: this.chain.actor(POLICE.koeln, 'victim_protection'),
      counsellor: ofCentre('counsellor'), lead: ofCentre('centre_lead'),
    };
  }

  /** Lets everything happen that is due up to a minute, each at its own instant; what the last requests made due at once comes at their instant. */
  private async passTime(until: number): Promise<void> {
    for (;;) {
      const [next] = await this.chain.clock.query<{ rung: Date | null; pause: Date | null }[]>(
        `select (select min(next_rung_at) from clock where settled_at is null and paused_at is null and next_rung_at <= $1) as rung,
           (select min(paused_until) from clock where settled_at is null and paused_at is not null and paused_until <= $1) as pause`,
        [instant(until)],
      );
      const due = [next?.rung, next?.pause].flatMap((at) => at ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
      if (due === undefined) break;
      if (due > this.chain.now()) this.chain.moveTo(due);
      let done = next?.pause ? await this.chain.clocks.resumeDue() : 0;
      for (let fired = 1; fired > 0; done += fired) fired = await this.chain.clocks.fireDue();
      if (done === 0) throw new Error(`something due at ${due.toISOString()} can neither fire nor go on`);
    }
    this.chain.moveTo(instant(until));
  }

  /** Writes down what fired and what runs, and ends the clocks of the history, so that they do not fire on for years. */
  private async look(cast: Cast): Promise<void> {
    if (cast.id === '') return;
    const rungs = await this.chain.clock.query<{ kind: OracleClock; rung: string; due_at: Date; fired_at: Date; told: readonly string[] }[]>(
      `select c.kind, f.rung, f.due_at, f.fired_at,
         array(select n.organisation_id || ':' || n.role from notification n where n.clock_id = c.id and n.rung = f.rung and n.template = 'clock_passed') as told
       from clock_rung f join clock c on c.id = f.clock_id where c.referral_id = $1`,
      [cast.id],
    );
    cast.played.fired = rungs.map((row) => ({ clock: row.kind, rung: row.rung, due: seconds(row.due_at), firedAt: seconds(row.fired_at), told: row.told.map((one) => this.named(one)).sort() }));
    const running = await this.chain.clock.query<{ kind: OracleClock; due_at: Date; paused_at: Date | null; next_rung_at: Date | null }[]>(
      'select kind, due_at, paused_at, next_rung_at from clock where referral_id = $1 and settled_at is null',
      [cast.id],
    );
    cast.played.standing = running.map((row) => ({
      clock: row.kind, due: seconds(row.due_at), paused: row.paused_at !== null, nextRung: row.next_rung_at && seconds(row.next_rung_at),
    }));
    const moved = await this.chain.clock.query<{ kind: OracleClock; at: Date; was: Date; due_at: Date }[]>(
      `select old.kind, old.settled_at as at, old.due_at as was, fresh.due_at from clock old join clock fresh on fresh.replaces = old.id
       where old.referral_id = $1 and old.settled_by = 'clocks_recomputed'`,
      [cast.id],
    );
    cast.played.recomputed = moved.map(({ kind, at, was, due_at }) => ({ clock: kind, at: seconds(at) / 60, from: seconds(was) / 60, to: seconds(due_at) / 60 }));
    await this.chain.clock.query('update clock set settled_at = $2 where referral_id = $1 and settled_at is null', [cast.id, this.chain.now()]);
  }

  private named(recipient: string): string {
    const [organisation = '', role = ''] = recipient.split(':');
    return `${this.names.get(organisation) ?? 'somebody'}:${role}`;
  }
}

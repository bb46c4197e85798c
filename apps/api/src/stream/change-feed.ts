import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { EMPTY, Subject, catchError, exhaustMap, finalize, from, mergeAll, share, takeUntil, timer, type Observable } from 'rxjs';
import type { Actor } from '#domain';
import { NOW } from '../services.js';
import { ChangeQueries, type Change } from './change.queries.js';

/** Milliseconds between two looks. */
const EVERY = 2_000;
/** A transaction that took its number early may commit late: entries this old are looked at again. Milliseconds. */
const OVERLAP = 30_000;

/**
 * Tells connected persons which referrals changed.
 * - One cheap query every two seconds per person, shared by all tabs and devices of that person; nobody connected: none.
 * - Per person and not per organisation, because a sealed referral exists for some of its members only.
 * - A database that is away skips a round; the stream stays.
 */
@Injectable()
export class ChangeFeed implements BeforeApplicationShutdown {
  private readonly feeds = new Map<string, Observable<Change>>();
  private readonly stopped = new Subject<void>();

  constructor(
    private readonly changes: ChangeQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** Changes from now on, until the API stops. */
  of(actor: Actor): Observable<Change> {
    const known = this.feeds.get(actor.userId);
    if (known !== undefined) return known;
    const window = new Window();
    const feed = timer(0, EVERY).pipe(
      exhaustMap(() => this.look(actor, window)),
      mergeAll(),
      takeUntil(this.stopped),
      finalize(() => this.feeds.delete(actor.userId)),
      share(),
    );
    this.feeds.set(actor.userId, feed);
    return feed;
  }

  /** True while the person's session runs; looking does not prolong it. */
  isRunning(actor: Actor, sessionId: string, idleMinutes: number): Promise<boolean> {
    return this.changes.isRunning(actor, sessionId, this.now(), idleMinutes);
  }

  /** Emits once the API is about to stop, so that open streams do not hold it up. */
  get ending(): Observable<void> {
    return this.stopped;
  }

  beforeApplicationShutdown(): void {
    this.stopped.next();
  }

  private look(actor: Actor, window: Window): Observable<readonly Change[]> {
    return from(this.read(actor, window)).pipe(catchError(() => EMPTY));
  }

  private async read(actor: Actor, window: Window): Promise<readonly Change[]> {
    const at = performance.now();
    if (!window.isOpen) {
      window.begin(await this.changes.newest(actor));
      return [];
    }
    return window.unseen(await this.changes.since(actor, window.from), at);
  }
}

/** Which entries were told already: everything up to `from`, and those remembered after it. */
class Window {
  private start = -1;
  private readonly told = new Map<number, number>();

  get isOpen(): boolean {
    return this.start >= 0;
  }

  get from(): number {
    return this.start;
  }

  begin(newest: number): void {
    this.start = newest;
  }

  unseen(rows: readonly (Change & { readonly eventId: number })[], at: number): Change[] {
    const fresh = rows.filter((row) => !this.told.has(row.eventId));
    for (const row of fresh) this.told.set(row.eventId, at);
    for (const [eventId, toldAt] of this.told) {
      if (at - toldAt < OVERLAP) continue;
      this.start = Math.max(this.start, eventId);
      this.told.delete(eventId);
    }
    return [...new Map(fresh.map(({ id, version }) => [id, { id, version }])).values()];
  }
}

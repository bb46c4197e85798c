import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain';
import type { SessionStore } from '#persistence';
import { WrongCredentials } from './access-errors.js';
import { Authenticator } from './authenticator.js';
import type { PasswordHasher } from './password-hasher.js';
import type { RateLimits } from './rate-limits.js';
import { hashOfToken, isSessionToken, newSessionToken } from './session-token.js';

/** How long a session lives: idle since the last request, and in all. */
export interface SessionRules {
  readonly idleMinutes: number;
  readonly absoluteHours: number;
}

export const DEFAULT_SESSION_RULES: SessionRules = { idleMinutes: 15, absoluteHours: 10 };

/** A person with a running session. */
export interface SignedIn {
  readonly sessionId: string;
  readonly actor: Actor;
  readonly displayName: string;
  readonly organisationName: string;
  /** The absolute end; being idle may end it earlier. */
  readonly expiresAt: Date;
}

/** What the trail keeps of a sign-in: who, if known, and how it went. The e-mail address that was typed is not kept. */
export interface SignInEvent {
  readonly event: 'session.opened' | 'session.refused' | 'session.ended';
  readonly account: Account | null;
  readonly at: Date;
  readonly requestId: string;
}

/** The account behind a credential. */
export type Account = Pick<Actor, 'userId' | 'organisationId' | 'role'>;

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  readonly ip: string;
  /** A session that the browser still has; it ends, so that no foreign token lives on (session fixation). */
  readonly previousToken: string | undefined;
  readonly requestId: string;
}

export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly hasher: PasswordHasher;
  readonly limits: RateLimits;
  readonly rules: SessionRules;
  readonly now: () => Date;
  /** Writes the event into the trail; without it nobody gets in. */
  readonly record: (event: SignInEvent) => Promise<void>;
}

const HOUR = 3_600_000;
/** Milliseconds for which one look at a session serves: a page asks several things at once, and each look writes a row. */
const LOOK_LASTS = 1_000;
const LOOKS_KEPT = 10_000;

const lookOf = (token: string, active: boolean): string => `${token}|${active}`;

interface Look {
  readonly found: Promise<SignedIn | null>;
  /** On the machine's own count, which no correction of the time touches. */
  readonly at: number;
  /** By the time of day, by which sessions end. */
  readonly now: number;
}

/**
 * Sessions, from sign-in to sign-out.
 * - The token is known to the browser alone; the database holds its hash.
 * - An unknown address, a wrong password and a disabled account get the same answer after the same work.
 * - Rights are read anew at the latest a second after they were read, so that a change or a revocation holds within a second.
 */
export class SessionService {
  private readonly authenticator: Authenticator<Account, SignedIn>;
  private readonly looks = new Map<string, Look>();

  constructor(private readonly options: SessionServiceOptions) {
    this.authenticator = new Authenticator<Account, SignedIn>(
      (email, password, requestId) => this.findAccount(email, password, requestId),
      (token, active) => this.look(token, active),
    );
  }

  /** Opens a session under a new token, or throws `WrongCredentials` or `TooManyRequests`. */
  async signIn(request: SignInRequest): Promise<{ readonly token: string; readonly signedIn: SignedIn }> {
    const { limits, record, now, store, rules } = this.options;
    await limits.signInTried(request.email, request.ip);
    const account = await this.authenticator.byPassword(request);
    if (account === null) throw new WrongCredentials();
    await limits.signInSucceeded(request.email, request.ip);
    if (request.previousToken !== undefined) await this.signOut(request.previousToken, request.requestId);
    const token = newSessionToken();
    const at = now();
    const expiresAt = new Date(at.getTime() + rules.absoluteHours * HOUR);
    await record({ event: 'session.opened', account, at, requestId: request.requestId });
    await store.openSession({ id: randomUUID(), organisationId: account.organisationId, userId: account.userId, tokenHash: hashOfToken(token), at, expiresAt });
    const signedIn = await this.findSession(token, true);
    if (signedIn === null) throw new WrongCredentials();
    return { token, signedIn };
  }

  /** Who is behind the token now. `active`: a person did something; what a page asks by itself does not keep a session alive. `null` when the session is unknown, ended, idle too long or too old. */
  find(token: string | undefined, active: boolean): Promise<SignedIn | null> {
    return this.authenticator.bySession(token, active);
  }

  /** Ends the session; a second time does nothing. */
  async signOut(token: string, requestId: string): Promise<void> {
    this.forget(token);
    const signedIn = await this.findSession(token, true);
    if (signedIn === null) return;
    const at = this.options.now();
    await this.options.store.endSession(hashOfToken(token), at);
    this.forget(token);
    await this.options.record({ event: 'session.ended', account: signedIn.actor, at, requestId });
  }

  private async findAccount(email: string, password: string, requestId: string): Promise<Account | null> {
    const { store, hasher, record, now } = this.options;
    const row = await store.findSignIn(email);
    const fits = await hasher.verify(row?.passwordHash ?? null, password);
    const account = row === null ? null : { userId: row.userId, organisationId: row.organisationId, role: row.role };
    if (fits) return account;
    // Written for an unknown address as well: leaving it out would tell by the time it takes which addresses exist.
    await record({ event: 'session.refused', account, at: now(), requestId });
    return null;
  }

  private forget(token: string): void {
    for (const active of [true, false]) this.looks.delete(lookOf(token, active));
  }

  private async findSession(token: string, active: boolean): Promise<SignedIn | null> {
    const { store, now, rules } = this.options;
    const found = isSessionToken(token) ? await store.findSession(hashOfToken(token), now(), rules.idleMinutes, active) : null;
    if (found === null) return null;
    const { sessionId, userId, organisationId, organisationKind, role, displayName, organisationName, expiresAt } = found;
    return { sessionId, actor: { userId, organisationId, organisationKind, role }, displayName, organisationName, expiresAt };
  }

  /** Requests of one moment share a look. Nobody found is not remembered: the next request asks again. */
  private look(token: string, active: boolean): Promise<SignedIn | null> {
    const at = performance.now();
    const now = this.options.now().getTime();
    const name = lookOf(token, active);
    const last = this.looks.get(name);
    // Both: a machine that slept has counted nothing, and the day may be set back.
    if (last !== undefined && at - last.at < LOOK_LASTS && Math.abs(now - last.now) < LOOK_LASTS) return last.found;
    if (this.looks.size >= LOOKS_KEPT) this.looks.clear();
    const found = this.findSession(token, active);
    this.looks.set(name, { found, at, now });
    const forget = (): void => {
      if (this.looks.get(name)?.found === found) this.looks.delete(name);
    };
    found.then((signedIn) => signedIn ?? forget(), forget);
    return found;
  }
}

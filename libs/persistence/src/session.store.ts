import type { DataSource } from 'typeorm';
import type { HumanRole, OrganisationKind } from '#domain';
import { withoutValues } from './database-fault.js';

/** The account behind an e-mail address. */
export interface SignInAccount {
  readonly userId: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly role: HumanRole;
  readonly passwordHash: string;
}

/** A running session with the rights of this moment. */
export interface FoundSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly organisationName: string;
  readonly role: HumanRole;
  readonly displayName: string;
  readonly expiresAt: Date;
}

/** Sign-in and sessions, before an organisation is known: four narrow functions of the database and no table. */
export class SessionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Null for an unknown address, a disabled account and an inactive organisation alike. */
  async findSignIn(email: string): Promise<SignInAccount | null> {
    const [row] = await this.query<SignInAccount>(
      `select id as "userId", organisation_id as "organisationId", organisation_kind as "organisationKind", role, password_hash as "passwordHash"
       from find_sign_in($1)`,
      [email],
    );
    return row ?? null;
  }

  async openSession(session: {
    readonly id: string;
    readonly organisationId: string;
    readonly userId: string;
    /** SHA-256 of the token. */
    readonly tokenHash: Buffer;
    readonly at: Date;
    readonly expiresAt: Date;
  }): Promise<void> {
    await this.query('select open_session($1, $2, $3, $4, $5, $6)', [
      session.id,
      session.organisationId,
      session.userId,
      session.tokenHash,
      session.at,
      session.expiresAt,
    ]);
  }

  /** Null when it is unknown, ended, expired or idle for too long; else, if `active`, it counts as used at `at`. */
  async findSession(tokenHash: Buffer, at: Date, idleMinutes: number, active: boolean): Promise<FoundSession | null> {
    const [row] = await this.query<FoundSession>(
      `select session_id as "sessionId", user_id as "userId", organisation_id as "organisationId", organisation_kind as "organisationKind",
         organisation_name as "organisationName", role, display_name as "displayName", expires_at as "expiresAt"
       from find_session($1, $2, make_interval(mins => $3), $4)`,
      [tokenHash, at, idleMinutes, active],
    );
    return row ?? null;
  }

  /** Ends the session; does nothing when it has ended. */
  async endSession(tokenHash: Buffer, at: Date): Promise<void> {
    await this.query('select end_session($1, $2)', [tokenHash, at]);
  }

  private async query<T>(text: string, values: readonly unknown[]): Promise<T[]> {
    try {
      return await this.dataSource.query<T[]>(text, [...values]);
    } catch (error) {
      throw withoutValues(error);
    }
  }
}

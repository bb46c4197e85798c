import type { DataSource, EntityManager } from 'typeorm';
import { withoutValues } from './database-fault.js';

/** For whom a transaction acts: row-level security answers only what concerns this organisation and this person. */
export interface TenantActor {
  readonly organisationId: string;
  readonly userId: string;
}

/**
 * The only way to rows of a tenant: one transaction whose settings say who acts and end with it.
 * - Outside of it every policy answers no row; inside, a query on another connection (the data source itself) does too.
 * - What `work` is given reaches no second transaction, so one request never holds two connections.
 * - An error leaves it without parameters or row values.
 */
export class TenantDatabase {
  /** Opened as `app_rw`, or as `app_clock` in the worker. */
  constructor(readonly dataSource: DataSource) {}

  /** Runs `work` for one organisation and one person. */
  inTenant<T>(actor: TenantActor, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.transaction(async (tx) => {
      await tx.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [
        actor.organisationId,
        actor.userId,
      ]);
      return work(tx);
    });
  }

  /** Runs `work` as the system itself; the rights are those of the role `app_clock`, so elsewhere it sees nothing. */
  asClock<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.transaction(work);
  }

  /**
   * Runs one statement as the system itself, committed by the server as it ends: a process that stalls after it has asked holds no lock.
   */
  async atOnceAsClock<T>(statement: (executor: DataSource) => Promise<T>): Promise<T> {
    try {
      return await statement(this.dataSource);
    } catch (error) {
      throw withoutValues(error);
    }
  }

  private async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(work);
    } catch (error) {
      throw withoutValues(error);
    }
  }
}

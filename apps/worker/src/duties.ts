import type { Delivery } from '#notifications';

/**
 * What the worker does, one promise per line; `household.ts` wires it to the libraries. Every duty is safe to repeat and to run in several
 * workers at once: the rows decide, never the job.
 */
export interface Duties {
  /** Fires at most `limit` due rungs; answers how many. */
  fireDue(limit: number): Promise<number>;
  /** Lets at most `limit` paused clocks whose time is over go on; answers how many. */
  resumeDue(limit: number): Promise<number>;
  purge(referralId: string): Promise<'done' | 'nothing-to-do'>;
  deliver(notificationId: string): Promise<Delivery>;
  /** Destroys the keys of at most `limit` due orders; answers how many. One that fails does not hold up the others. */
  shredDue(limit: number): Promise<number>;
  /** Seals what the trail has gained since the last seal; answers how many events. */
  sealAudit(): Promise<number>;
  /** Computes the published statistics anew; answers how many cells. */
  rollUp(): Promise<number>;
}

/** How many rungs one statement claims: a batch keeps locks short and is what makes thousands in the same second cheap. */
export const BATCH = 500;

/** Fires until nothing due is left, or until told to stop; answers how many rungs fired. */
export async function fireAll(duties: Pick<Duties, 'fireDue'>, stopping: () => boolean = () => false): Promise<number> {
  let fired = 0;
  for (;;) {
    const batch = await duties.fireDue(BATCH);
    fired += batch;
    if (batch === 0 || stopping()) return fired;
  }
}

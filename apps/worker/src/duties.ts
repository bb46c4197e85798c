import type { Delivery } from '#notifications';
import type { SignOfLife } from '#persistence';

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
  /** Computes running clocks anew after a change of the registry, if one waits; answers how many moved. */
  recomputeDue(): Promise<number>;
  /** Computes what one proposed change of the registry would do, if one waits for that; answers whether there was one. */
  weighProposal(): Promise<boolean>;
  /** Checks the night that nobody has checked; answers how many findings, null when there was nothing to do. */
  checkNight(): Promise<number | null>;
  /** Forgets keys of requests that nobody repeats any more, who was away or on call long ago, unsent forms and marks of deployments that are over; answers how many. */
  forget(): Promise<number>;
  /** Writes this worker's sign of life. */
  beat(sign: SignOfLife): Promise<void>;
  /** Takes it back when the worker stops in order. */
  farewell(workerId: string): Promise<void>;
  /** Writes what the turnaround knows of referrals whose history has grown; answers how many entries. */
  foldFacts(): Promise<number>;
  /** Publishes the turnaround of the last as-of day, once; answers how many reports. */
  rollUp(): Promise<number>;
  /** Purges what is over in the chain of expelled persons, keys first; answers how many. */
  purgeExpelled(): Promise<number>;
  /** Reminds the state office of measures of a plan whose day of review has come, once; answers how many. */
  remindOfReviews(): Promise<number>;
  /** Reminds the leads of programmes for expelled persons of yearly figures that are overdue, once; answers how many. */
  remindOfYearlyReports(): Promise<number>;
}

/** How many rungs one statement claims: a batch keeps locks short and is what makes thousands in the same second cheap. */
export const BATCH = 500;

/** So many batches at once when one was full: the server has more than one core, and each claims what the others have not. */
const HANDS = 2;

/** Fires what the chain has due before anything else: the rest waits until none of it is left, costs it no statement, and cannot hold it up when it fails. */
export const chainFirst =
  (chain: Duties['fireDue'], rest: Duties['fireDue']): Duties['fireDue'] =>
  async (limit) => {
    const fired = await chain(limit);
    return fired > 0 ? fired : rest(limit);
  };

/** Fires until nothing due is left, or until told to stop; answers how many rungs fired. */
export async function fireAll(duties: Pick<Duties, 'fireDue'>, stopping: () => boolean = () => false): Promise<number> {
  const first = await duties.fireDue(BATCH);
  if (first === 0 || stopping()) return first;
  const hands = Array.from({ length: first < BATCH ? 1 : HANDS }, async () => {
    for (let fired = 0; ;) {
      const batch = await duties.fireDue(BATCH);
      fired += batch;
      if (batch === 0 || stopping()) return fired;
    }
  });
  return (await Promise.all(hands)).reduce((sum, fired) => sum + fired, first);
}

import { JobError } from '#jobs';
import type { JobHandlers, JobResult } from '#jobs';
import type { Delivery } from '#notifications';
import { fireAll } from './duties.js';
import type { Duties } from './duties.js';

/** Told what happened, for the figures. */
export interface Witness {
  /** A bell rang this many milliseconds after its second. */
  bellRang(lateMs: number): void;
  fired(rungs: number, by: 'bell' | 'sweep'): void;
}

/** Every job and what is done about it; the truth is in the rows, so each may come twice, late or not at all. */
export function jobHandlers(duties: Duties, witness: Witness, now: () => Date): JobHandlers {
  return {
    due: async ({ second }) => {
      witness.bellRang(now().getTime() - second * 1000);
      const rungs = await fireAll(duties);
      witness.fired(rungs, 'bell');
      return doneIf(rungs > 0);
    },
    'send-notification': async ({ notificationId }) => deliveryResult(await duties.deliver(notificationId)),
    'purge-referral': ({ referralId }) => duties.purge(referralId),
    'shred-keys': async () => doneIf((await duties.shredDue(100)) > 0),
    'seal-audit': async () => doneIf((await duties.sealAudit()) > 0),
    'roll-up': async () => doneIf((await duties.rollUp()) > 0),
  };
}

const doneIf = (something: boolean): JobResult => (something ? 'done' : 'nothing-to-do');

/** A postponed delivery is no failure of the job: its row says when to try again. A dead one is told, and waits in its row. */
function deliveryResult(delivery: Delivery): JobResult {
  if (delivery.result === 'dead') throw new JobError(delivery.code, { final: true });
  return doneIf(delivery.result === 'sent');
}

import type { ErrandName, JobHandlers, JobMap, JobQueue } from '#jobs';
import { HORIZON_MS } from '#jobs';
import type { AgendaQueries } from './agenda.queries.js';
import { BATCH, fireAll } from './duties.js';
import type { Duties } from './duties.js';
import type { Figures } from './figures.js';
import type { Witness } from './handlers.js';
import type { Round } from './sweep.js';

/** What the rounds work with. */
export interface RoundParts {
  readonly duties: Duties;
  readonly agenda: AgendaQueries;
  readonly queue: JobQueue;
  readonly handlers: JobHandlers;
  readonly witness: Witness & Pick<Figures, 'signs'>;
  /** Tells this worker from others, anew at each start. */
  readonly workerId: string;
  /** True once the worker is told to stop. */
  readonly stopping: () => boolean;
}

/** Bells are set anew when less than this is left of the horizon: every 15 minutes. */
const REARM_BELOW_MS = HORIZON_MS - 15 * 60_000;
const HOUR_MS = 3_600_000;
/** How many errands a round hands over at once. */
const HANDFUL = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Everything the sweep looks after. Firing and resuming touch the rows directly; the others hand an errand to the queue, and run it
 * themselves when the queue is away.
 */
export function rounds(parts: RoundParts): readonly Round[] {
  const { duties, agenda, stopping } = parts;
  const offer = offerTo(parts);
  return [
    { name: 'fire', everyMs: 1_000, retryMs: 200, run: () => fireRound(parts) },
    { name: 'resume', everyMs: 1_000, run: () => duties.resumeDue(BATCH) },
    { name: 'bells', everyMs: 1_000, run: () => hangBells(parts) },
    {
      name: 'notifications',
      everyMs: 500,
      run: inTurn(
        (after) => agenda.notificationsDue(after, HANDFUL),
        (notificationId) => offer('send-notification', { notificationId }),
        stopping,
      ),
    },
    {
      name: 'purges',
      everyMs: 30_000,
      run: inTurn(
        (after) => agenda.purgesDue(after, HANDFUL),
        (referralId) => offer('purge-referral', { referralId }),
        stopping,
      ),
    },
    { name: 'expelled purges', everyMs: 30_000, run: async () => ((await duties.purgeExpelled()) > 0 ? 'again' : 'done') },
    { name: 'shreds', everyMs: 5_000, run: async () => ((await agenda.shredsDue()) ? offer('shred-keys', {}) : undefined) },
    { name: 'recompute', everyMs: 5_000, run: () => duties.recomputeDue() },
    { name: 'proposals', everyMs: 2_000, run: () => duties.weighProposal() },
    { name: 'check', everyMs: 10 * 60_000, run: () => duties.checkNight() },
    { name: 'forget', everyMs: HOUR_MS, run: () => duties.forget() },
    { name: 'heartbeat', everyMs: 5_000, run: () => beat(parts) },
    { name: 'seal', everyMs: HOUR_MS, run: () => offer('seal-audit', {}) },
    { name: 'facts', everyMs: 2_000, retryMs: 500, run: async () => ((await duties.foldFacts()) > 0 ? 'again' : 'done') },
    { name: 'reviews', everyMs: 10 * 60_000, run: () => duties.remindOfReviews() },
    { name: 'yearly-reports', everyMs: 10 * 60_000, run: () => duties.remindOfYearlyReports() },
    { name: 'roll-up', everyMs: 10 * 60_000, run: () => offer('roll-up', {}) },
  ];
}

/** What a person is changing at this very moment is left out; it is looked at again soon, so that an answer given late does not make the rest late. */
async function fireRound({ duties, agenda, witness, stopping }: RoundParts): Promise<'again' | 'done'> {
  witness.fired(await fireAll(duties, stopping), 'sweep');
  return (await agenda.isDue()) ? 'again' : 'done';
}

/** Says that this worker lives, and how it does. */
async function beat({ duties, queue, witness, workerId }: RoundParts): Promise<void> {
  const [armedUntil, bellsArmed] = [await queue.armedUntil(), await queue.bellCount()];
  await duties.beat({ workerId, ...witness.signs(), bellsArmed, armedUntil: armedUntil ?? null, queueAnswers: armedUntil !== undefined });
}

function offerTo({ queue, handlers }: RoundParts) {
  return async <N extends ErrandName>(name: N, data: JobMap[N]): Promise<void> => {
    if (!(await queue.enqueue(name, data))) await handlers[name](data);
  };
}

/** Sets the bells of the next hour, when the queue has none left for long or has forgotten them all (new or flushed). */
async function hangBells({ queue, agenda }: RoundParts): Promise<void> {
  const armedUntil = await queue.armedUntil();
  if (armedUntil === undefined) return;
  // By the database's time: a worker whose own clock is ahead would keep all others from setting bells.
  const at = await agenda.time();
  if (armedUntil !== null && armedUntil.getTime() > at.getTime() + REARM_BELOW_MS) return;
  const dueAts = await agenda.dueSoon();
  if (dueAts.length === 0 || (await queue.bell.ringAllAt(dueAts, at))) await queue.noteArmedUntil(new Date(at.getTime() + HORIZON_MS));
}

/**
 * Takes a handful per round and goes on where the last round ended, so that things which fail again and again cannot stand in front of the rest.
 * One that fails is told at the end, after the others of the handful had their turn.
 */
function inTurn(
  list: (after: string) => Promise<readonly string[]>,
  each: (id: string) => Promise<void>,
  stopping: () => boolean,
): () => Promise<void> {
  let after = FIRST;
  return async () => {
    const ids = await list(after);
    after = ids.length < HANDFUL ? FIRST : (ids.at(-1) ?? FIRST);
    const faults: unknown[] = [];
    for (const id of ids) {
      if (stopping()) break;
      await each(id).catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw faults[0];
  };
}

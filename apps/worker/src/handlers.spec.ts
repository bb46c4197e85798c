import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '#notifications';
import { chainFirst, type Duties } from './duties.js';
import { jobHandlers } from './handlers.js';
import type { Witness } from './handlers.js';

const NOW = new Date('2027-03-26T20:40:00.250Z');
const nothing = (): Promise<number> => Promise.resolve(0);
const IDLE: Duties = {
  fireDue: nothing,
  resumeDue: nothing,
  purge: () => Promise.resolve('nothing-to-do'),
  deliver: () => Promise.resolve({ result: 'nothing-to-do' }),
  shredDue: nothing,
  sealAudit: nothing,
  recomputeDue: nothing,
  weighProposal: () => Promise.resolve(false),
  checkNight: () => Promise.resolve(null),
  forget: nothing,
  beat: () => Promise.resolve(),
  farewell: () => Promise.resolve(),
  foldFacts: nothing,
  purgeExpelled: nothing,
  remindOfReviews: nothing,
  remindOfYearlyReports: nothing,
  rollUp: nothing,
};
const silent: Witness = { bellRang: () => undefined, fired: () => undefined };
const handlers = (duties: Partial<Duties>, witness = silent) => jobHandlers({ ...IDLE, ...duties }, witness, () => NOW);

describe('a bell', () => {
  it('fires batch after batch until nothing is due, and tells how late it was', async () => {
    const batches = [500, 500, 3, 0];
    const seen: unknown[] = [];
    const witness = {
      bellRang: (lateMs: number) => void seen.push(lateMs),
      fired: (rungs: number, by: string) => void seen.push(rungs, by),
    };
    const result = await handlers({ fireDue: () => Promise.resolve(batches.shift() ?? 0) }, witness).due({ second: 1_806_093_600 });
    expect(result).toBe('done');
    expect(batches).toEqual([]);
    expect(seen).toEqual([250, 1_003, 'bell']);
  });

  it('fires all that the chain has due before the rest, and whatever becomes of the rest', async () => {
    const batches = [500, 500, 3];
    const fails = (): Promise<number> => Promise.reject(new Error('planted'));
    await expect(handlers({ fireDue: chainFirst(() => Promise.resolve(batches.shift() ?? 0), fails) }).due({ second: 1 })).rejects.toThrow('planted');
    expect(batches).toEqual([]);
    const rest = [2, 0];
    expect(await handlers({ fireDue: chainFirst(nothing, () => Promise.resolve(rest.shift() ?? 0)) }).due({ second: 1 })).toBe('done');
    expect(rest).toEqual([]);
  });

  it('that finds nothing due is no failure', async () => {
    expect(await handlers({}).due({ second: 1 })).toBe('nothing-to-do');
  });
});

describe('a delivery', () => {
  const delivered = (delivery: Delivery) =>
    handlers({ deliver: () => Promise.resolve(delivery) })['send-notification']({ notificationId: 'n' });

  it('that was postponed ends the job: the row says when to try again', async () => {
    expect(await delivered({ result: 'postponed', code: 'smtp_timeout' })).toBe('nothing-to-do');
    expect(await delivered({ result: 'sent' })).toBe('done');
  });

  it('that was given up fails the job for good, with the code', async () => {
    await expect(delivered({ result: 'dead', code: 'smtp_refused' })).rejects.toMatchObject({ code: 'smtp_refused', final: true });
  });
});

it('a round says whether there was something to do', async () => {
  const { 'shred-keys': shred, 'seal-audit': seal, 'roll-up': rollUp } = handlers({ shredDue: () => Promise.resolve(2) });
  expect(await Promise.all([shred({}), seal({}), rollUp({})])).toEqual(['done', 'nothing-to-do', 'nothing-to-do']);
});

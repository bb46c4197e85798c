import { describe, expect, it } from '@jest/globals';
import { Sweep } from './sweep.js';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('the sweep', () => {
  it('runs one round at a time of each kind, and a slow one holds up nobody', async () => {
    let quick = 0;
    let slowRunning = 0;
    let most = 0;
    const sweep = new Sweep(
      [
        {
          name: 'slow',
          everyMs: 0,
          run: async () => {
            slowRunning += 1;
            most = Math.max(most, slowRunning);
            while (quick < 5) await turn();
            slowRunning -= 1;
          },
        },
        { name: 'quick', everyMs: 0, run: () => Promise.resolve((quick += 1)) },
      ],
      { roundEnded: () => undefined },
    );
    sweep.start();
    while (quick < 6) await turn();
    await sweep.stop();
    expect(most).toBe(1);
  });

  it('tells of a failing round and goes on with it and with the others', async () => {
    const ended: string[] = [];
    const sweep = new Sweep(
      [
        { name: 'failing', everyMs: 0, run: () => Promise.reject(new Error('planted')) },
        { name: 'sound', everyMs: 0, run: () => Promise.resolve() },
      ],
      { roundEnded: (round, error) => ended.push(error === undefined ? round : `${round} failed`) },
    );
    sweep.start();
    while (ended.filter((entry) => entry === 'failing failed').length < 3 || ended.filter((entry) => entry === 'sound').length < 3)
      await turn();
    await sweep.stop();
    expect(new Set(ended)).toEqual(new Set(['failing failed', 'sound']));
  });

  it('tries a failed round again after a pause of its own, where it has one', async () => {
    let tries = 0;
    const failsTwice = (): Promise<void> => ((tries += 1) < 3 ? Promise.reject(new Error('planted')) : Promise.resolve());
    const ended: boolean[] = [];
    const sweep = new Sweep([{ name: 'hourly', everyMs: 3_600_000, retryMs: 0, run: failsTwice }], { roundEnded: (_, error) => ended.push(error === undefined) });
    sweep.start();
    while (ended.length < 3) await turn();
    await sweep.stop();
    expect(ended).toEqual([false, false, true]);
  });

  it('looks again soon after a round that left something behind', async () => {
    const answers = ['again', 'again', 'done'];
    let rounds = 0;
    const sweep = new Sweep([{ name: 'hourly', everyMs: 3_600_000, retryMs: 0, run: () => Promise.resolve(answers[rounds++]) }], { roundEnded: () => undefined });
    sweep.start();
    while (rounds < 3) await turn();
    for (let turns = 0; turns < 20; turns += 1) await turn();
    await sweep.stop();
    expect(rounds).toBe(3);
  });

  it('lets the running round end before it has stopped, and starts no other', async () => {
    let runs = 0;
    let finish: () => void = () => undefined;
    const sweep = new Sweep([{ name: 'one', everyMs: 0, run: () => ((runs += 1), new Promise<void>((done) => (finish = done))) }], {
      roundEnded: () => undefined,
    });
    sweep.start();
    let stopped = false;
    const stopping = sweep.stop().then(() => (stopped = true));
    await turn();
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(runs).toBe(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { findings, latenessOf } from '../../support/faults/auditor.js';
import { FAILPOINTS } from '../../support/faults/failpoints.js';
import { faultRun } from '../../support/faults/fault-run.js';
import { FAULT_KINDS } from '../../support/faults/plan.js';
import { QUEUE_BACKENDS } from '../../support/queue-server.js';

/** `FAULTS_K=300 FAULTS_M=3000 FAULTS_SEED=7 npm run jest -- --selectProjects fault-run`; half of each on either backend. */
const wanted = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const FAULTS = wanted('FAULTS_K', 60);
const REFERRALS = wanted('FAULTS_M', 600);
const SEED = wanted('FAULTS_SEED', 20_261_122);
const ONLY = (process.env['FAULTS_ONLY'] ?? '').split(',').filter((name) => name !== '');
const BACKENDS = process.env['FAULTS_BACKEND'] === undefined ? QUEUE_BACKENDS : QUEUE_BACKENDS.filter((each) => each === process.env['FAULTS_BACKEND']);
/** Faults take two seconds each; a run may take five times that before it counts as hanging. */
const LIMIT_MS = 120_000 + FAULTS * 10_000;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

describe('two APIs and two workers, while everything they stand on fails', () => {
  it.each(BACKENDS)('lose, double and rush nothing; queue on %s', async (backend) => {
    const [faults, referrals] = [Math.ceil(FAULTS / BACKENDS.length), Math.ceil(REFERRALS / BACKENDS.length)];
    const run = await faultRun({ backend, faults, referrals, seed: SEED, only: ONLY, tell: process.env['FAULTS_TELL'] === undefined ? () => undefined : tell });
    const { record } = run;
    const found = findings(record);
    const late = Math.round(Math.max(0, ...latenessOf(record)));
    const copies = record.mails.length - new Set(record.mails.map(({ key }) => key)).size;
    tell(
      `fault run on ${backend}, seed ${SEED}: ${run.plan.length} faults, ${record.keys.size} referrals, ${record.rungs.length} rungs, ${record.mails.length} mails (${copies} copies), ` +
        `${record.outages.length} outages, machine too busy for ${run.slowMs} ms, latest rung ${late} ms beyond the outage, ${record.acknowledged.events.length} events, ${found.length} findings, ${Math.round(run.seconds)} s`,
    );
    expect(found.slice(0, 40)).toEqual([]);
    expect(run.surprises).toEqual([]);
    expect(record.keys.size).toBe(referrals);
    if (faults >= FAULT_KINDS.length + Object.keys(FAILPOINTS).length) expect(new Set(run.reached)).toEqual(new Set(Object.keys(FAILPOINTS)));
  }, LIMIT_MS);
});

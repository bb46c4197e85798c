import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { aChain, CENTRES, POLICE, type Chain } from '../chain.js';
import { giveLogins } from '../deployment.js';
import { startQueueServer, type QUEUE_BACKENDS } from '../queue-server.js';
import { until } from '../until.js';
import { Lot } from '../walk-inputs.js';
import type { FaultRecord } from './auditor.js';
import { startBalancer } from './balancer.js';
import { doFault, type House } from './faults.js';
import { Fleet } from './fleet.js';
import { startMailRecord } from './mail-record.js';
import { Absences } from './outages.js';
import { startOwnPostgres } from './own-postgres.js';
import { startPulse } from './pulse.js';
import { People, playReferral } from './people.js';
import { faultPlan, nameOf, type Fault } from './plan.js';
import { takeRecord } from './record.js';

/** What a run is to do. */
export interface FaultRunOptions {
  readonly backend: (typeof QUEUE_BACKENDS)[number];
  readonly faults: number;
  readonly referrals: number;
  readonly seed: number;
  /** Just these faults, by name; empty for a plan by lot. */
  readonly only: readonly string[];
  readonly tell: (line: string) => void;
}

/** What came of it. */
export interface FaultRunResult {
  readonly record: FaultRecord;
  readonly plan: readonly Fault[];
  readonly reached: readonly string[];
  readonly surprises: readonly string[];
  /** How long the machine itself was too busy. */
  readonly slowMs: number;
  readonly seconds: number;
}

/** Referrals are submitted over so many milliseconds of each fault. */
const SHARE_MS = 1_500;

/** Two APIs and two workers at work while faults happen to everything they stand on; then the record for the auditor. */
export async function faultRun(options: FaultRunOptions): Promise<FaultRunResult> {
  const begun = performance.now();
  const open: (() => Promise<unknown>)[] = [];
  try {
    const postgres = await startOwnPostgres((ms) => pause(ms));
    open.push(() => postgres.stop());
    process.env['TEST_DATABASE_URL'] = postgres.adminUrl;
    const chain = await aChain(`faults_${options.backend}`);
    open.push(() => chain.close());
    await giveLogins(chain);
    for (const centre of [CENTRES.domstadt, CENTRES.koeln]) await agreeOnSeconds(chain, centre.id);
    const queue = await startQueueServer(options.backend);
    open.push(() => queue.stop());
    const mail = await startMailRecord();
    open.push(() => mail.leave());
    const absences = new Absences(['worker:0', 'worker:1'], () => Date.now());
    const balancer = await startBalancer(() => fleet.apiPorts());
    open.push(() => balancer.stop());
    const fleet = new Fleet(chain, { queueUrl: queue.url, smtpUrl: mail.url, publicUrl: balancer.url, apis: 2, workers: 2 }, absences);
    open.push(() => fleet.stop());
    await Promise.all(fleet.slots.map((slot) => fleet.start(slot)));
    const people = await everybody(balancer.url);
    const pulse = startPulse(chain.database.adminUrl, absences);
    open.push(() => pulse.stop());
    const plan = faultPlan(options.faults, options.seed, options.only);
    await work({ chain, postgres, queue, mail, fleet, absences, balancer }, people, plan, options);
    fleet.surprises.forEach(options.tell);
    await calm(chain, options.tell);
    await pulse.stop();
    await fleet.stop();
    const record = await takeRecord({ chain, mail, acknowledged: people.acknowledged, outages: absences.outages(), standstills: absences.standstills() });
    return { record, plan, reached: fleet.reached(), surprises: fleet.surprises, slowMs: pulse.slowMs(), seconds: (performance.now() - begun) / 1_000 };
  } finally {
    // One that fails must not leave the others standing.
    for (const close of open.reverse()) await close().catch((error: unknown) => options.tell(String(error)));
  }
}

/** Clocks of a few seconds, by agreement, so that all rungs fall due within the run. */
async function agreeOnSeconds(chain: Chain, centreId: string): Promise<void> {
  const seconds = (amount: number) => ({ amount: amount / 3_600, unit: 'EH' as const });
  const climbs = { second: seconds(1), third: seconds(2) };
  const { RETENTION } = await import('#domain');
  await chain.agree(POLICE.koeln, centreId, {
    acknowledge: seconds(4), firstAttempt: seconds(7), attemptSeries: seconds(6), reroute: seconds(4), feedback: seconds(5),
    escalation: { acknowledge: climbs, firstAttempt: climbs }, retention: { ...RETENTION, counselled: seconds(3) },
  });
}

async function everybody(url: string): Promise<People> {
  const people = new People(url);
  for (const role of ['officer', 'victim_protection']) await people.signIn(role, POLICE.koeln);
  for (const centre of [CENTRES.domstadt, CENTRES.koeln]) for (const role of ['counsellor', 'centre_lead']) await people.signIn(role, centre.id);
  return people;
}

/** With each fault its share of the referrals begins, so that whatever a fault needs to strike at is there. */
async function work(house: House, people: People, plan: readonly Fault[], { referrals, seed, tell }: FaultRunOptions): Promise<void> {
  const lot = new Lot(seed + 1);
  const begun: Promise<unknown>[] = [];
  const later: Promise<unknown>[] = [];
  // Told at the end, together; until then nobody else listens to a failure.
  const keep = (list: Promise<unknown>[], what: Promise<unknown>): void => {
    what.catch((error: unknown) => tell(String(error)));
    list.push(what);
  };
  const start = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const [delay, fate] = [lot.next() * SHARE_MS, Math.floor(lot.next() * 2 ** 31)];
      keep(begun, pause(delay).then(() => playReferral(people, fate, POLICE.koeln)));
    }
  };
  for (const [index, fault] of plan.entries()) {
    const share = Math.floor(((index + 1) * referrals) / plan.length) - Math.floor((index * referrals) / plan.length);
    const from = performance.now();
    await doFault(house, fault, () => start(share), (what) => keep(later, what));
    tell(`${String(index + 1).padStart(3)} ${nameOf(fault)} ${Math.round(performance.now() - from)} ms`);
    await pause(lot.next() * 600);
  }
  await Promise.all(later);
  await Promise.all(begun);
}

/** Waits until nothing is due for a while and nothing waits to be mailed. What was put off because the mail server was away is called up. */
async function calm(chain: Chain, tell: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: chain.database.adminUrl });
  await client.connect();
  const count = async (what: string): Promise<number> => (await client.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n ?? 0;
  const SOON = `clock where settled_at is null and paused_at is null and next_rung_at < now() + interval '30 seconds'`;
  try {
    await until(async () => (await count(SOON)) === 0, { what: 'all rungs to fire', within: 30_000, every: 200 }).catch((error: unknown) => tell(String(error)));
    await client.query(`update notification set next_try_at = now() where state = 'pending' and next_try_at > now()`);
    await until(async () => (await count(`notification where state = 'pending'`)) === 0, { what: 'all mails to leave', within: 20_000, every: 200 }).catch((error: unknown) => tell(String(error)));
  } finally {
    await client.end();
  }
}

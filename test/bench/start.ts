import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../apps/standalone/src/embedded-postgres.js';
import { aChain } from '../support/chain.js';
import { startDeployment } from '../support/deployment.js';
import { onBenchServer } from './bench-server.js';
import { readOptions } from './options.js';
import { paced } from './paced.js';
import { builtProduct, startProduct, submissionBody } from './product.js';
import { Report } from './report.js';
import { sampleOf } from './rounds.js';

const READY_WITHIN_MS = 180_000;
const REQUESTS = 50;
const LOAD_SECONDS = 20;
const PAGE_KB = 4;

await onBenchServer(async (server) => {
  const options = readOptions();
  const report = new Report('bench:start', options, server.setting);
  await builtProduct();
  report.say('the first start plays the demo and is not measured; it keeps .data/ as any start does');
  await startOnce();
  const starts: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) starts.push(await startOnce());
  const started = sampleOf('npm start, warm', starts);
  report.goal({
    id: 'G10a',
    goal: 'npm start, everything built, until the address is printed',
    unit: 's',
    target: 10,
    gate: 20,
    atMost: true,
    seen: started,
    sides: [started],
  });

  const chain = await aChain('bench-start');
  const ready: number[] = [];
  for (let round = 0; round <= options.rounds; round += 1) {
    const before = performance.now();
    const deployment = await startDeployment(chain, { queueUrl: chain.database.queueUrl });
    if (round > 0) ready.push((performance.now() - before) / 1000);
    await deployment.stop();
  }
  const both = sampleOf('API and worker ready', ready);
  report.goal({
    id: 'G10b',
    goal: 'API and worker, started together, both ready',
    unit: 's',
    target: 3,
    gate: 6,
    atMost: true,
    seen: both,
    sides: [both],
  });

  const { deployment, counsellors, officers } = await startProduct(chain, 16);
  const processes = { api: deployment.api, worker: deployment.worker };
  const memory = watchMemory(Object.values(processes));
  const goal = `resident memory of API and worker, highest sum during ${LOAD_SECONDS} s of ${REQUESTS} requests/s (every fifth submits)`;
  try {
    const send = async (index: number): Promise<void> => {
      const submits = index % 5 === 0;
      const sessions = submits ? officers : counsellors;
      const headers = {
        ...sessions[index % sessions.length],
        'content-type': 'application/json',
        'idempotency-key': `bench-${index}-${Date.now()}`,
      };
      const response = await fetch(`${deployment.url}/api/v1/referrals${submits ? '' : '?limit=50'}`, {
        headers,
        ...(submits && { method: 'POST', body: submissionBody() }),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered ${response.status}`);
    };
    await paced(REQUESTS, LOAD_SECONDS, send);
    const peaks = memory.stop();
    const seen = sampleOf('API + worker', [peaks.together]);
    report.say(
      `    peak per process: ${Object.keys(processes)
        .map((name, index) => `${name} ${(peaks.each[index] ?? 0).toFixed(0)} MB`)
        .join(', ')}`,
    );
    report.goal({
      id: 'G10c',
      goal,
      unit: 'MB',
      target: 400,
      gate: 600,
      atMost: true,
      seen,
      sides: [seen],
    });
  } catch (error) {
    report.notMeasured('G10c', goal, error);
  } finally {
    memory.stop();
    await deployment.stop();
  }
  report.finish();
  await chain.close();
});

/** Seconds from `npm start` to the printed address; ends it again. */
async function startOnce(): Promise<number> {
  const port = await freePort();
  const before = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: process.env,
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    while (!said.includes(`http://localhost:${port}`)) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said.slice(-800)}`);
      if (performance.now() - before > READY_WITHIN_MS) throw new Error(`npm start printed no address:\n${said.slice(-800)}`);
      await pause(20);
    }
    return (performance.now() - before) / 1000;
  } finally {
    await endGroup(child);
  }
}

/** npm does not pass a signal on to the program below it, so the group is told. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([once(child, 'exit'), pause(20_000)]);
  while (groupLives(child.pid)) await pause(50);
}

function groupLives(group: number): boolean {
  return readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && statOf(pid)?.group === group);
}

function statOf(pid: string): { readonly group: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return { group: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) };
  } catch {
    return undefined;
  }
}

/** Resident memory in MB, looked at four times a second. */
function watchMemory(children: readonly ChildProcess[]): { stop(): { readonly together: number; readonly each: readonly number[] } } {
  const each = children.map(() => 0);
  let together = 0;
  const look = (): void => {
    const now = children.map(({ pid }) => (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_KB) / 1024);
    now.forEach((value, index) => (each[index] = Math.max(each[index] ?? 0, value)));
    together = Math.max(
      together,
      now.reduce((sum, value) => sum + value, 0),
    );
  };
  const timer = setInterval(look, 250);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { together, each };
    },
  };
}

import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Chain } from '../chain.js';
import { startProcess, type DeployedKind, type DeployedProcess } from '../deployment.js';
import { until } from '../until.js';
import type { Absences } from './outages.js';

/** One place of the fleet: a process, and after its death the next one. */
export interface Slot {
  readonly name: string;
  readonly kind: DeployedKind;
  process: DeployedProcess | null;
  /** How many are busy with it; above 0, others choose another one. */
  busy: number;
  /** By how much the clock of its processes is wrong. */
  clockOffsetMs: number;
}

/** Milliseconds until a start counts as failed: several processes may start at once on two busy cores. */
const STARTS_WITHIN_MS = 90_000;
/** Milliseconds that a deployed process may take from SIGTERM to its end. */
const STOPS_WITHIN_MS = 15_000;

/** Several APIs and workers that are killed and started again. */
export class Fleet {
  readonly slots: readonly Slot[];
  /** Ends that nobody had ordered, and orderly ends with a code other than 0; must stay empty. */
  readonly surprises: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'zeitnah-fleet-'));
  private readonly record = join(this.folder, 'reached');
  private readonly ordered = new WeakSet<DeployedProcess>();
  private last: readonly string[] = [];

  constructor(
    private readonly chain: Chain,
    private readonly options: { readonly queueUrl: string; readonly smtpUrl: string; readonly publicUrl: string; readonly apis: number; readonly workers: number },
    private readonly absences: Absences,
  ) {
    appendFileSync(this.record, '');
    const slot = (kind: DeployedKind, index: number): Slot => ({ name: `${kind}:${index}`, kind, process: null, busy: 0, clockOffsetMs: 0 });
    this.slots = [...Array.from({ length: options.apis }, (_, index) => slot('api', index)), ...Array.from({ length: options.workers }, (_, index) => slot('worker', index))];
    process.once('exit', () => this.slots.forEach((each) => each.process?.child.kill('SIGKILL')));
  }

  /** The ports of the APIs that run. */
  apiPorts(): readonly number[] {
    return this.slots.flatMap(({ kind, process: each }) => (kind === 'api' && each?.runs() ? [each.port] : []));
  }

  /** The failpoints at which a process has died so far, each as often as it happened. */
  reached(): readonly string[] {
    if (!existsSync(this.record)) return this.last;
    return readFileSync(this.record, 'utf8').split('\n').filter((line) => line !== '');
  }

  /** Puts a new process in the place and waits until it is ready; one that ends because the database is away is started again, as by a supervisor. */
  async start(slot: Slot): Promise<void> {
    slot.process = await until(async () => {
      const next = await this.spawn(slot);
      await until(async () => !next.runs() || (await next.ready()), { what: `${slot.name} to be ready`, within: STARTS_WITHIN_MS, every: 50 });
      return next.runs() ? next : null;
    }, { what: `a start of ${slot.name}`, within: STARTS_WITHIN_MS, every: 200 });
    this.watch(slot, slot.process);
  }

  /** Kills the process of the place and starts another after `awayMs`. */
  async killAndStart(slot: Slot, pause: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const back = this.absences.begin(slot.name);
    await this.kill(slot);
    await pause();
    await this.start(slot);
    back();
  }

  /** Ends the process at once. */
  async kill({ process: dying }: Slot): Promise<void> {
    if (dying === null || !dying.runs()) return;
    this.ordered.add(dying);
    const gone = once(dying.child, 'exit');
    dying.child.kill('SIGKILL');
    await gone;
  }

  /** As a deployment does it: the new process is ready before the old one is told to stop. */
  async replace(slot: Slot): Promise<void> {
    const old = slot.process;
    await this.start(slot);
    if (old !== null) await this.endOrderly(slot.name, old);
  }

  /** Lets the process of the place die at the failpoint: resolves once it is dead. `lurking` is called once it is armed, `tempt` then again and again. */
  async dieAt(slot: Slot, failpoint: string, lurking: () => void, tempt: () => Promise<unknown>): Promise<void> {
    const victim = slot.process;
    if (victim === null || !victim.runs()) throw new Error(`${slot.name} does not run\n${this.surprises.join('\n')}`);
    this.ordered.add(victim);
    const before = this.reached().length;
    const confirmed = once(victim.child, 'message');
    victim.child.send({ arm: failpoint });
    await confirmed;
    lurking();
    await until(async () => {
      await tempt();
      return !victim.runs();
    }, { what: `${slot.name} to reach ${failpoint}`, within: 60_000, every: 100 });
    if (this.reached().slice(before).join() !== failpoint) throw new Error(`${slot.name} died, but not at ${failpoint}:\n${victim.logs().slice(-2_000)}`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.slots.map(async ({ name, process: last }) => (last === null ? undefined : this.endOrderly(name, last))));
    this.last = this.reached();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spawn({ kind, clockOffsetMs }: Slot): Promise<DeployedProcess> {
    const environment = { FAULT_RECORD: this.record, PUBLIC_URL: this.options.publicUrl.replace('127.0.0.1', 'localhost'), REQUESTS_PER_PERSON: '1000000', POOL_SIZE: '4', LOG_LEVEL: 'warn', NODE_COMPILE_CACHE: join(this.folder, 'compiled'),
      ...(clockOffsetMs !== 0 && { CLOCK_OFFSET_MS: String(clockOffsetMs) }) };
    return startProcess(this.chain, kind, { ...this.options, preload: resolve('test/support/faults/preload.ts'), environment });
  }

  private watch({ name }: Slot, started: DeployedProcess): void {
    const died = (code: number | null, signal: string | null): void => {
      if (!this.ordered.has(started)) this.surprises.push(`${name} ended by itself: ${code ?? signal}\n${started.logs().slice(-2_000)}`);
    };
    if (started.runs()) started.child.once('exit', died);
    else died(started.child.exitCode, started.child.signalCode);
  }

  private async endOrderly(name: string, old: DeployedProcess): Promise<void> {
    if (!old.runs()) return;
    this.ordered.add(old);
    const begun = performance.now();
    await old.stop();
    const took = performance.now() - begun;
    if (old.child.exitCode !== 0 || took > STOPS_WITHIN_MS) this.surprises.push(`${name} stopped with ${old.child.exitCode ?? old.child.signalCode} after ${Math.round(took)} ms\n${old.logs().slice(-2_000)}`);
  }
}

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresFault } from './postgres-binaries.js';

/** One of the processes that the standalone form starts beside the database. */
export interface ChildProgram {
  readonly name: string;
  /** Absolute path of the compiled entry point. */
  readonly script: string;
  /** Passed on top of the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 once the process is ready. */
  readonly readyUrl: string;
}

export interface RunningChild {
  readonly name: string;
  readonly pid: number;
  /** Resolves with the reason when the process has ended, wanted or not. */
  readonly ended: Promise<string>;
  /** Asks it to finish what it is doing; insists after ten seconds. */
  stop(): Promise<void>;
}

const READY_WITHIN_TRIES = 600;

/** Starts the process in a group of its own, so that Ctrl-C reaches it through `stop()` only and the order of stopping holds. */
export async function startChild(program: ChildProgram): Promise<RunningChild> {
  const log = openSync(program.logFile, 'a', 0o600);
  const child = spawn(process.execPath, ['--no-warnings', '--enable-source-maps', program.script], {
    detached: true,
    env: { ...process.env, ...program.environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal ?? `exit code ${code}`));
  });
  const running: RunningChild = {
    name: program.name,
    pid: child.pid ?? -1,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(insist);
    },
  };
  await ready(program, running);
  return running;
}

async function ready({ name, readyUrl, logFile }: ChildProgram, { ended, stop }: RunningChild): Promise<void> {
  let reason: string | undefined;
  void ended.then((why) => (reason = why));
  for (let tries = 0; tries < READY_WITHIN_TRIES && reason === undefined; tries += 1) {
    const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok === true) return;
    await pause(100);
  }
  await stop();
  throw new EmbeddedPostgresFault(`The ${name} did not start (${reason ?? 'not ready within a minute'}): ${lastWords(logFile)}`);
}

/** The last line of a log, for the person at the terminal; the file has the rest. */
export function lastWords(logFile: string): string {
  const last = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').at(-1) : undefined;
  return last === undefined || last === '' ? `see ${logFile}` : `${last.slice(0, 300)} (more in ${logFile})`;
}

/** Notes the children of this start. */
export function noteChildren(file: string, children: readonly RunningChild[]): void {
  writeFileSync(file, JSON.stringify(children.map(({ pid }) => pid)));
}

/** Ends children of an earlier start that was killed before it could stop them; a pid that now belongs to another program is left alone. */
export async function endAbandoned(file: string, scripts: readonly string[]): Promise<void> {
  if (!existsSync(file)) return;
  const pids = JSON.parse(readFileSync(file, 'utf8')) as number[];
  const ours = pids.filter((pid) => pid > 1 && scripts.some((script) => commandLine(pid).includes(script)));
  for (const pid of ours) process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 100 && ours.some((pid) => commandLine(pid) !== ''); tries += 1) await pause(100);
  for (const pid of ours.filter((each) => commandLine(each) !== '')) process.kill(pid, 'SIGKILL');
  rmSync(file, { force: true });
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

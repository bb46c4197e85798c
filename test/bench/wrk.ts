import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionHeaders } from './product.js';
import { program } from './programs.js';

export interface WrkRun {
  readonly url: string;
  readonly body: string;
  /** Taken in turn. */
  readonly sessions: readonly SessionHeaders[];
  readonly connections: number;
  readonly seconds: number;
}

export interface WrkResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Posts as fast as the server answers, each request under a key of its own; throws when a single one failed. */
export async function wrk(run: WrkRun): Promise<WrkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zeitnah-bench-'));
  try {
    const script = join(folder, 'post.lua');
    writeFileSync(script, lua(run));
    const said = await output(['-t1', `-c${run.connections}`, `-d${run.seconds}s`, '--timeout', '10s', '--latency', '-s', script, run.url]);
    const failed = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(said)?.[0];
    if (failed !== undefined) throw new Error(`not a rate, there were errors at ${run.url}: ${failed}`);
    const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
    if (!(perSecond > 0)) throw new Error(`wrk said:\n${said}`);
    return { perSecond, p50Ms: latency(said, '50'), p99Ms: latency(said, '99') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lua long brackets hold any text but the closing bracket itself, which JSON does not contain. */
const lua = ({ body, sessions }: WrkRun): string => `
local body = [==[${body}]==]
local sessions = { ${sessions
  .map(
    (session) =>
      `{ ${Object.entries(session)
        .map(([name, value]) => `["${name}"] = [==[${value}]==]`)
        .join(', ')} }`,
  )
  .join(', ')} }
local run = [==[${Date.now().toString(36)}]==]
local count = 0
for _, session in ipairs(sessions) do session["content-type"] = "application/json" end
function request()
  count = count + 1
  local headers = sessions[count % #sessions + 1] or { ["content-type"] = "application/json" }
  headers["idempotency-key"] = "bench-" .. run .. "-" .. count
  return wrk.format("POST", nil, headers, body)
end
`;

function latency(said: string, percent: string): number {
  const [, value = 'NaN', unit] = new RegExp(`\\s${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(said) ?? [];
  return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1_000 : 1);
}

function output(args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(program('wrk'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) => (code === 0 ? done(said) : failed(new Error(`wrk ended with ${code}:\n${said}`))));
  });
}

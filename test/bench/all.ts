import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Every benchmark after the other, each with a server of its own; one that fails does not keep the rest from running. */
const PROGRAMS = ['submit', 'http', 'read', 'audit', 'timers', 'drill', 'turnaround', 'start'];

for (const name of PROGRAMS) {
  const script = new URL(`${name}.ts`, import.meta.url).pathname;
  const child = spawn(process.execPath, [...process.execArgv, script, ...process.argv.slice(2)], { stdio: 'inherit' });
  const end = (): boolean => child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
  if (code !== 0) {
    process.stderr.write(`bench:${name} ended with ${code}\n`);
    process.exitCode = 1;
  }
}

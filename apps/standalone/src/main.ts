import { parseArgs } from 'node:util';
import { startInstallation } from './installation.js';
import type { Installation } from './installation.js';
import { welcome } from './welcome.js';

// A terminal that is gone must not end the program before its children are stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ends with one line on the terminal and exit code 1 on every fault that a person can mend. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' }, fresh: { type: 'boolean', default: false } } });
  const told = new AbortController();
  // Heard from the first moment, so that Ctrl-C during a long first start leaves nothing running.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => told.abort());
  process.once('disconnect', () => told.abort());
  const started = await startInstallation({
    checkout: process.cwd(),
    port: Number(values.port),
    fresh: values.fresh,
    tell: (line) => {
      told.signal.throwIfAborted();
      say(`▸ ${line} …`);
    },
    now: () => new Date(),
  }).catch((error: unknown) => {
    if (told.signal.aborted) return undefined;
    throw error;
  });
  if (started === undefined) return;
  if (!told.signal.aborted) say(welcome(started));
  await untilToldOrBroken(started, told.signal);
}

async function untilToldOrBroken(started: Installation, told: AbortSignal): Promise<void> {
  const asked = new Promise<undefined>((done) => {
    if (told.aborted) done(undefined);
    told.addEventListener('abort', () => done(undefined), { once: true });
  });
  const reason = await Promise.race([asked, started.broken]);
  if (reason !== undefined) {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  } else say('\nStopping …');
  await started.stop();
  say('Stopped.');
}

main()
  .catch((error: unknown) => {
    const known = error instanceof Error && error.name === 'EmbeddedPostgresFault';
    process.stderr.write(`\n${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => process.exit());

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, install, main, needNode24, Refusal, root } from '../../scripts/toolchain.mjs';

const HELP = `npm run bench:submit | bench:http | bench:read | bench:audit | bench:timers | bench:drill | bench:turnaround | bench:start | bench:all
  -- --json              one line of JSON per goal on standard output; everything else goes to standard error
  -- --rounds 3          measured rounds, each side once per round in turn; one more is run first and dropped
  -- --seconds 2         length of one measurement
  -- --sizes 100000      comma-separated row counts (bench:read, bench:turnaround), open clocks (bench:timers, bench:drill)
  -- --rungs 10000        rungs due in one second (bench:timers)
  -- --seed 20270302     of every random choice`;

/** Starts one benchmark under Node 24, from the sources. */
main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const script = join(root, 'test/bench', `${name}.ts`);
  if (name === undefined || rest.includes('--help') || !existsSync(script)) throw new Refusal(HELP);
  checkNode();
  await install();
  const hooks = join(root, 'test/bench/from-source.mjs');
  const flags = ['--no-warnings', '--enable-source-maps', '--conditions=source', '--import', hooks];
  await new Promise((done, failed) => {
    const child = spawn(needNode24(), [...flags, script, ...rest], { stdio: 'inherit' });
    // The child ends what it has started; a second signal to it does no harm.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? (signal === null ? 0 : 1);
      done();
    });
  });
});

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkNode, install, main, needNode24, Refusal, root } from './toolchain.mjs';

const HELP = `npm start                    install, build, start; open the printed address
npm start -- --port 4000     serve on another port (default 3000, or PORT)
npm start -- --fresh         begin anew: deletes .data/ with the database and its keys
`;

main(async () => {
  const options = parse(process.argv.slice(2));
  if (options.help) return void process.stdout.write(HELP);
  checkNode();
  await install();
  await build();
  await serve(options);
});

function parse(args) {
  const options = { fresh: false, help: false, port: process.env.PORT ?? '3000' };
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = args[index].split('=');
    if (name === '--fresh') options.fresh = true;
    else if (name === '--help' || name === '-h') options.help = true;
    else if (name === '--port') options.port = value ?? args[(index += 1)] ?? '';
    else throw new Refusal(`Unknown option ${name}.\n${HELP}`);
  }
  if (!/^\d{1,5}$/.test(options.port) || Number(options.port) < 1 || Number(options.port) > 65535)
    throw new Refusal(`"${options.port}" is not a port: give a number from 1 to 65535.`);
  return options;
}

/** Passes its end on: the standalone process stops its children in order, this one only waits for it. */
function serve({ fresh, port }) {
  const script = 'dist/apps/standalone/src/main.js';
  if (!existsSync(script)) throw new Refusal('The build is incomplete: delete the folder dist/ and start again.');
  return new Promise((done, failed) => {
    const child = spawn(needNode24(), ['--no-warnings', '--enable-source-maps', script, '--port', port, ...(fresh ? ['--fresh'] : [])], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Compiled code is kept between starts: half of a start is reading the same modules again.
      env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...process.env },
    });
    // Ctrl-C reaches the child as well, a signal to this process alone does not; hearing it twice does no harm.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
    // A killed npm passes nothing on; what is left is that the parent is another one.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      if (signal !== null)
        process.stderr.write(`\nZeitnah was ended from outside (${signal}): \`npm start\` clears up what is left and starts again.\n`);
      process.exitCode = code ?? 1;
      done();
    });
  });
}

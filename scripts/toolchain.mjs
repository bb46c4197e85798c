import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout; every script works from here, wherever it was called from. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** One clear line for the person at the terminal; no stack. */
export class Refusal extends Error {}

const OLDEST_NODE = [20, 19];

/** Shows what is being done, and how long it took once it is done. */
export async function step(title, work) {
  const started = performance.now();
  process.stdout.write(`▸ ${title} …\n`);
  const answer = await work();
  process.stdout.write(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return answer;
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Refusal(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer.`);
}

/** Installs what package-lock.json names, unless exactly that is there. */
export async function install() {
  if (!installed()) {
    await step('Installing packages (the first time takes about a minute)', async () => {
      // Not `npm ci`: it refuses a lock file that was written where some platforms' optional packages were not to be had.
      await npm('install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error');
      if (!installed()) throw new Refusal('npm did not install everything: see its messages above, then run the same command again.');
    });
  }
  if (node24() !== undefined) return;
  // npm may hold back install scripts; the package `node` brings its binary by one.
  await step('Fetching Node 24', () =>
    run(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: join(root, 'node_modules/node'),
      env: outerEnvironment(),
      quiet: true,
    }).catch(() => undefined),
  );
}

/** npm writes the hidden lock file last, so that an interrupted install never counts as done. */
function installed() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && there[path] === undefined) || entry.extraneous) return true;
    return there[path]?.version === entry.version && existsSync(join(root, path));
  });
}

/** The path of Node 24: this process, the installed package, or nothing. */
export function node24() {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const answer = spawnSync(own, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.startsWith('v24.') ? own : undefined;
}

export function needNode24() {
  const path = node24();
  if (path === undefined)
    throw new Refusal(
      'Node 24 could not be installed as the npm package "node": check the network, or install Node 24 yourself and try again.',
    );
  return path;
}

/** Ends with the output of the command when it fails; shows it as it comes unless `quiet`. */
export function run(command, args, { quiet = false, env = process.env, cwd = root } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
    child.once('error', failed);
    child.once('close', (code, signal) => {
      if (code === 0) return done(said);
      failed(
        Object.assign(new Refusal(`${said}\`${[command.split(sep).at(-1), ...args].join(' ')}\` failed (${signal ?? code})`), {
          code,
          signal,
        }),
      );
    });
  });
}

/** Node 24 on a tool of node_modules. */
export const tool = (script, args, options) => run(needNode24(), ['--no-warnings', join(root, 'node_modules', script), ...args], options);

async function npm(...args) {
  try {
    await run('npm', args, { env: outerEnvironment() });
  } catch (error) {
    throw new Refusal(
      hint(error.message) ??
        'npm could not install the packages: see its messages above (network? disk? permissions?), then run the same command again.',
    );
  }
}

/** Without node_modules/.bin: npm must not run on the very Node that it is about to replace. */
function outerEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes(`node_modules${sep}.bin`));
  return { ...process.env, PATH: path.join(delimiter), npm_config_update_notifier: 'false' };
}

/** What to do about the faults of a machine that a person can mend; `undefined` for everything else. */
export function hint(message) {
  if (/ENOSPC|EDQUOT|no space left/i.test(message))
    return `The disk is full: free some space (about 1 GB is needed below ${root}) and start again.`;
  if (/EACCES|EPERM|EROFS|permission denied|read-only file system/i.test(message))
    return `${root} cannot be written by this account: give it write permission, or use a checkout of your own.`;
  return undefined;
}

const SERVER_SOURCES = [
  'apps/api',
  'apps/cli',
  'apps/standalone',
  'apps/worker',
  'libs',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  'package-lock.json',
];
/** The web app knows the servers by their contract only. */
const WEB_SOURCES = ['apps/web', 'libs/domain', 'docs/openapi.json', 'package.json', 'package-lock.json'];

/** Builds what changed since the last build, by content; an interrupted build never counts as one. */
export async function build() {
  const work = [];
  const server = stamp('server', SERVER_SOURCES);
  const web = stamp('web', WEB_SOURCES);
  const hasWeb = existsSync(join(root, 'apps/web/vite.config.ts'));
  if (!server.fresh) work.push(buildServer().then(server.write));
  if (hasWeb && !web.fresh) work.push(buildWeb().then(web.write));
  if (work.length === 0) return;
  await step('Building the servers and the web app', async () => {
    const results = await Promise.allSettled(work);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  });
}

/** Into a folder of its own first, so that no file of an older build stays behind and a failed build changes nothing. */
async function buildServer() {
  const fresh = join(root, 'dist/.building');
  rmSync(fresh, { recursive: true, force: true });
  await tool(
    'typescript/bin/tsc',
    ['-p', 'tsconfig.build.json', '--outDir', fresh, '--tsBuildInfoFile', join(fresh, '.tsbuildinfo'), '--noEmitOnError'],
    { quiet: true },
  );
  for (const part of ['apps', 'libs']) {
    copyAssets(join(root, part), join(fresh, part));
    rmSync(join(root, 'dist', part), { recursive: true, force: true });
    renameSync(join(fresh, part), join(root, 'dist', part));
  }
  rmSync(fresh, { recursive: true, force: true });
}

const buildWeb = () => tool('vite/bin/vite.js', ['build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'], { quiet: true });

function copyAssets(from, to) {
  for (const file of filesBelow(from)) {
    if (/\.(ts|tsx|mts)$|(^|\/)web\//.test(file)) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(from, file), join(to, file));
  }
}

function stamp(name, sources) {
  const file = join(root, 'dist', `.${name}-stamp`);
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const files = /\.json$/.test(source) ? [''] : filesBelow(path).filter((each) => !/\.spec\.ts$|(^|\/)generated\//.test(each));
    for (const each of files) hash.update(`${source}/${each}\0`).update(readFileSync(each === '' ? path : join(path, each)));
  }
  const digest = hash.digest('hex');
  return {
    fresh: existsSync(file) && readFileSync(file, 'utf8') === digest,
    write: () => writeFileSync(file, digest),
  };
}

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();

/** Runs a script's work; faults end in one line and exit code 1. */
export function main(work) {
  // A reader that went away (`npm start | head`) must not cut the work off half-way.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.chdir(root);
  Promise.resolve()
    .then(work)
    .catch((error) => {
      const text =
        error instanceof Refusal ? (hint(error.message) ?? error.message) : (hint(String(error?.message)) ?? error?.stack ?? String(error));
      process.stderr.write(`\n${text}\n`);
      process.exitCode = 1;
    });
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build, checkNode, install, main, needNode24, Refusal, root, run, step, tool } from './toolchain.mjs';

/** What the tests need from the system: the program that must answer, and the packages that bring it (Debian's names). */
const SYSTEM = [
  { programs: ['redis-server'], packages: ['redis-server'] },
  { programs: ['chromium', 'chromium-browser', 'google-chrome'], packages: ['chromium', 'fonts-liberation'] },
  { programs: ['docker-compose'], packages: ['docker-compose'] },
  // Reads a printed sheet as a screen reader would.
  { programs: ['pdfinfo'], packages: ['poppler-utils'] },
];
const PROJECTS = ['unit', 'architecture', 'integration', 'faults', 'e2e', 'browser'];
/** One run for all projects, so that its closing summary counts everything; a project without a test fails it. */
const EVERYTHING = ['--selectProjects', ...PROJECTS, '--reporters', 'default', '--reporters', `${root}/test/support/every-project-runs.mjs`];
/** The fault run has the machine for itself: beside other tests nobody could say why a clock was late. */
const ALONE = ['--selectProjects', 'fault-run', '--runInBand'];

main(async () => {
  const jestArguments = process.argv.slice(2);
  checkNode();
  await install();
  await systemPackages();
  await build();
  if (jestArguments.length === 0) await step('Checking types and style', checks);
  const codes = jestArguments.length > 0 ? [await jest(jestArguments)] : [await jest(EVERYTHING), await jest(ALONE)];
  process.exitCode = Math.max(...codes);
});

async function systemPackages() {
  const missing = SYSTEM.filter(({ programs }) => !programs.some(answers)).flatMap(({ packages }) => packages);
  if (missing.length === 0) return;
  const command = `apt-get install -y ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !answers('apt-get'))
    throw new Refusal(
      `The tests need ${missing.join(', ')} from the system's packages: run \`${command}\` as root, then \`npm test\` again.`,
    );
  await step(`Installing ${missing.join(', ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = ['-y', '-qq', '-o', 'Acquire::Retries=3'];
    await run('apt-get', ['update', '-qq'], { env, quiet: true }).catch(() => undefined);
    await run('apt-get', ['install', ...options, '--no-install-recommends', ...missing], { env, quiet: true }).catch((error) => {
      throw new Refusal(`${error.message}\nThe tests need ${missing.join(', ')}: run \`${command}\` as root, then \`npm test\` again.`);
    });
  });
}

function answers(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Both at once: each uses one core. */
async function checks() {
  const types = async () => {
    await tool('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit'], { quiet: true });
    if (existsSync('apps/web/tsconfig.json'))
      await tool('typescript/bin/tsc', ['-p', 'apps/web/tsconfig.json', '--noEmit'], { quiet: true });
  };
  const style = () => tool('eslint/bin/eslint.js', ['apps', 'libs', 'test', '--max-warnings', '0'], { quiet: true });
  const failed = (await Promise.allSettled([types(), style()])).filter(({ status }) => status === 'rejected');
  if (failed.length > 0) throw new Refusal(failed.map(({ reason }) => reason.message).join('\n'));
}

async function jest(args) {
  const ci = process.env.CI ? ['--ci', '--colors=false'] : [];
  try {
    const env = process.env.CI ? { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } : process.env;
    await run(
      needNode24(),
      ['--no-warnings', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...args, ...ci],
      { env },
    );
    return 0;
  } catch (error) {
    return error.code || 1;
  }
}

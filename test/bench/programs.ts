import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = { pgbench: 'postgresql-contrib', pg_test_fsync: 'postgresql-contrib', wrk: 'wrk' } as const;
const DEBIAN = '/usr/lib/postgresql';

/** One line for the person at the terminal: what is missing and how to get it. */
export class MissingProgram extends Error {
  override readonly name = 'MissingProgram';
}

/** The path of a program of the system; root on Debian gets it installed when it is missing. */
export function program(name: keyof typeof PACKAGES): string {
  const found = look(name);
  if (found !== undefined) return found;
  const pack = PACKAGES[name];
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    process.stderr.write(`▸ Installing ${pack} for ${name} …\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['install', '-y', pack], ['update'], ['install', '-y', pack]]) {
      spawnSync('apt-get', args, { env, stdio: 'ignore' });
      const installed = look(name);
      if (installed !== undefined) return installed;
    }
  }
  throw new MissingProgram(`${name} is missing: install the package "${pack}" (apt-get install ${pack}), then run the same command again.`);
}

/** The same without installing; undefined when it is not there. */
export function look(name: keyof typeof PACKAGES): string | undefined {
  // Debian's /usr/bin/pgbench is a wrapper in Perl that costs a tenth of a second per start.
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

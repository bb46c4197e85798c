import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Plain Node runs our TypeScript here; it only has to be told that `./x.js` is `./x.ts`. */
registerHooks({
  resolve: (specifier, context, next) => {
    const ours = context.parentURL?.includes('/apps/standalone/src/') && specifier.startsWith('./');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

const PREFIX = 'zeitnah-test-';

/** One server for the whole run, unless `TEST_DATABASE_URL` names one (a superuser's address). */
export default async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return;
  const { startEmbeddedPostgres, stopAbandonedServer } = await import('../../apps/standalone/src/embedded-postgres.ts');
  await clearAbandoned(stopAbandonedServer);
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({
    dataFolder: join(folder, 'postgres'),
    password: 'test-only',
    logFile: join(folder, 'postgres.log'),
    // What is tested is locks and rules, not whether the disk keeps its word.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB' },
  });
  process.env.TEST_DATABASE_URL = server.adminUrl;
  process.env.TEST_DATABASE_IS_OURS = '1';
  globalThis.testPostgres = { server, folder };
}

/** A run that was killed leaves its folder and perhaps its server: the name carries the process that made it. */
async function clearAbandoned(stopAbandonedServer) {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(/^zeitnah-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || alive(pid)) continue;
    const folder = join(tmpdir(), name);
    await stopAbandonedServer(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

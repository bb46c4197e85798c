import { rmSync } from 'node:fs';

/** `KEEP_TEST_DATA=1` keeps the data folder for a look afterwards. */
export default async function stopPostgres() {
  const started = globalThis.testPostgres;
  if (started === undefined) return;
  await started.server.stop();
  if (process.env.KEEP_TEST_DATA) process.stderr.write(`test data kept in ${started.folder}\n`);
  else rmSync(started.folder, { recursive: true, force: true });
}

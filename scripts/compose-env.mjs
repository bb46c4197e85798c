import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { main, Refusal } from './toolchain.mjs';

/** Writes the secrets of docker-compose.yml into .env, once: an existing file is never overwritten. */
main(() => {
  if (existsSync('.env')) throw new Refusal('.env exists already and is kept: its keys open the database that was made with them.');
  const password = () => randomBytes(24).toString('base64url');
  const names = ['POSTGRES', 'MIGRATOR', 'APP_RW', 'APP_CLOCK', 'APP_REPORT', 'APP_KEYS', 'APP_AUDIT', 'REDIS'];
  const lines = [...names.map((name) => `${name}_PASSWORD=${password()}`), `KEYSTORE_ROOT_KEY=${randomBytes(32).toString('base64')}`];
  writeFileSync('.env', `${lines.join('\n')}\n`, { mode: 0o600 });
  process.stdout.write(
    '.env written. Keep a copy apart from the database backups: whoever has both can read everything, who lost it can read nothing.\n',
  );
});

import { readFileSync } from 'node:fs';
import type { Login } from '../../cli/src/demo.js';
import type { Installation } from './installation.js';

/** What stands on the terminal once everything runs: where to look, and as whom. */
export function welcome({ url, folder }: Installation): string {
  const { logins } = JSON.parse(readFileSync(folder.complete, 'utf8')) as { readonly logins: readonly Login[] };
  const width = (key: keyof Login): number => Math.max(...logins.map((login) => login[key].length));
  const line = ({ role, email, organisation }: Login): string =>
    `  ${role.padEnd(width('role'))}  ${email.padEnd(width('email'))}  ${organisation}`;
  return [
    '',
    `Zeitnah runs: ${url}`,
    '',
    `Sign in as one of these, password "${logins[0]?.password}" (all people and cases are made up):`,
    ...logins.map(line),
    '',
    `Mails land in ${folder.mail}, logs in ${folder.path}. Ctrl-C stops everything; \`npm start -- --fresh\` begins anew.`,
  ].join('\n');
}

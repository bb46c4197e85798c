import { readFileSync } from 'node:fs';
import type { Installation } from './installation.js';

/** A fictional person of the demo. */
export interface Login {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** What stands on the terminal once everything runs: where to look, and as whom. */
export function welcome({ url, folder }: Installation): string {
  const { logins } = JSON.parse(readFileSync(folder.complete, 'utf8')) as { readonly logins: readonly Login[] };
  const width = (key: keyof Login): number => Math.max(...logins.map((login) => login[key].length));
  const line = ({ role, email, password }: Login): string => `  ${role.padEnd(width('role'))}  ${email.padEnd(width('email'))}  ${password}`;
  return [
    '',
    `Zeitnah runs: ${url}`,
    '',
    'Sign in as one of these (all people and cases are made up):',
    ...logins.map(line),
    '',
    `Mails land in ${folder.mail}, logs in ${folder.path}. Ctrl-C stops everything; \`npm start -- --fresh\` begins anew.`,
  ].join('\n');
}

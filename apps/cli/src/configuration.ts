import { LOGIN_ROLES, type ProvisionClusterOptions } from '#persistence';

/** What a command needs from the environment is missing or wrong; one line per key, values are never repeated because they may be secrets. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
}

export type Environment = Readonly<Record<string, string | undefined>>;

const POSTGRES = ['postgres:', 'postgresql:'];
const QUEUE = ['redis:', 'rediss:', ...POSTGRES];

/** An address of the environment; throws ConfigurationFault when it is missing or none. */
export function addressOf(environment: Environment, key: string, protocols: readonly string[] = POSTGRES): string {
  const given = environment[key] ?? '';
  if (protocols.includes(URL.parse(given)?.protocol ?? '')) return given;
  throw new ConfigurationFault(
    given === '' ? `${key} is missing` : `${key} must begin with ${protocols.map((each) => `${each}//`).join(' or ')}`,
  );
}

export const queueAddress = (environment: Environment): string => addressOf(environment, 'QUEUE_URL', QUEUE);

/** The keystore's root key as it stands in the environment, checked: 32 bytes in base64. */
export function rootKeyOf(environment: Environment): string {
  const given = environment['KEYSTORE_ROOT_KEY'] ?? '';
  if (Buffer.from(given, 'base64').length !== 32) throw new ConfigurationFault('KEYSTORE_ROOT_KEY must be 32 random bytes in base64');
  return given;
}

/**
 * The migrator's addresses of the two databases: MIGRATOR_DATABASE_URL and KEYSTORE_MIGRATOR_URL, or made from ADMIN_DATABASE_URL and MIGRATOR_PASSWORD
 * with the names of the databases in DATABASE_URL and KEYSTORE_URL.
 */
export function migratorAddresses(environment: Environment): { readonly main: string; readonly keys: string } {
  if (environment['ADMIN_DATABASE_URL'] === undefined) {
    return { main: addressOf(environment, 'MIGRATOR_DATABASE_URL'), keys: addressOf(environment, 'KEYSTORE_MIGRATOR_URL') };
  }
  const { database, keysDatabase } = databaseNames(environment);
  const as = (name: string): string => {
    const address = new URL(addressOf(environment, 'ADMIN_DATABASE_URL'));
    address.username = 'migrator';
    address.password = passwordOf(environment, 'migrator');
    address.pathname = `/${name}`;
    return address.href;
  };
  return { main: as(database), keys: as(keysDatabase) };
}

/** What makes roles and databases: ADMIN_DATABASE_URL and one `<ROLE>_PASSWORD` each; null without a superuser's address, then they exist already. */
export function clusterOf(environment: Environment): ProvisionClusterOptions | null {
  if (environment['ADMIN_DATABASE_URL'] === undefined) return null;
  const queue = environment['APP_QUEUE_PASSWORD'];
  const passwords = Object.fromEntries(LOGIN_ROLES.map((role) => [role, passwordOf(environment, role)])) as Record<
    (typeof LOGIN_ROLES)[number],
    string
  >;
  return {
    adminUrl: addressOf(environment, 'ADMIN_DATABASE_URL'),
    passwords: { ...passwords, ...(queue && { app_queue: queue }) },
    ...databaseNames(environment),
  };
}

function databaseNames(environment: Environment): { readonly database: string; readonly keysDatabase: string } {
  const nameIn = (key: string, otherwise: string): string =>
    decodeURIComponent(URL.parse(environment[key] ?? '')?.pathname.slice(1) || otherwise);
  return { database: nameIn('DATABASE_URL', 'zeitnah'), keysDatabase: nameIn('KEYSTORE_URL', 'zeitnah_keys') };
}

function passwordOf(environment: Environment, role: string): string {
  const key = `${role.toUpperCase()}_PASSWORD`;
  const given = environment[key] ?? '';
  if (given === '') throw new ConfigurationFault(`${key} is missing`);
  return given;
}

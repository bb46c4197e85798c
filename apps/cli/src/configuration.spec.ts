import { addressOf, clusterOf, ConfigurationFault, migratorAddresses, rootKeyOf, type Environment } from './configuration.js';
import { faultOf } from './fault.js';
import { CommandFailed } from './terminal.js';

const PASSWORDS = Object.fromEntries(
  ['MIGRATOR', 'APP_RW', 'APP_CLOCK', 'APP_REPORT', 'APP_AUDIT', 'APP_KEYS'].map((role) => [`${role}_PASSWORD`, `secret-${role}`]),
);
const ADMIN: Environment = {
  ...PASSWORDS,
  ADMIN_DATABASE_URL: 'postgres://postgres:top@db:5432/postgres',
  DATABASE_URL: 'postgres://app_rw@db/mine',
  KEYSTORE_URL: 'postgres://app_keys@db/mine_keys',
};

describe('the configuration of a command', () => {
  it('makes the migrator’s addresses from the superuser’s', () => {
    expect(migratorAddresses(ADMIN)).toEqual({
      main: 'postgres://migrator:secret-MIGRATOR@db:5432/mine',
      keys: 'postgres://migrator:secret-MIGRATOR@db:5432/mine_keys',
    });
  });
  it('provisions the databases that the processes are given', () =>
    expect(clusterOf(ADMIN)).toMatchObject({ database: 'mine', keysDatabase: 'mine_keys' }));
  it('leaves roles and databases alone without a superuser', () => {
    const environment = { MIGRATOR_DATABASE_URL: 'postgres://m@db/a', KEYSTORE_MIGRATOR_URL: 'postgres://m@db/b' };
    expect(clusterOf(environment)).toBeNull();
    expect(migratorAddresses(environment)).toEqual({ main: 'postgres://m@db/a', keys: 'postgres://m@db/b' });
  });
  it('names the key that is missing or wrong and never its value', () => {
    expect(() => addressOf({}, 'DATABASE_URL')).toThrow(new ConfigurationFault('DATABASE_URL is missing'));
    expect(() => addressOf({ DATABASE_URL: 'http://user:secret@db' }, 'DATABASE_URL')).toThrow(
      new ConfigurationFault('DATABASE_URL must begin with postgres:// or postgresql://'),
    );
    expect(() => rootKeyOf({ KEYSTORE_ROOT_KEY: 'short' })).toThrow('KEYSTORE_ROOT_KEY must be 32 random bytes in base64');
    expect(() => clusterOf({ ...ADMIN, APP_RW_PASSWORD: '' })).toThrow('APP_RW_PASSWORD is missing');
  });
});

describe('a failed command', () => {
  it('ends with 2 when the call was wrong and with 1 when the work failed', () => {
    expect(
      [new CommandFailed('x', 2), new ConfigurationFault('x'), new CommandFailed('x'), new Error('x')].map(
        (error) => faultOf(error).exitCode,
      ),
    ).toEqual([2, 2, 1, 1]);
  });
  it('repeats nothing that a database error quotes', () => {
    const error = Object.assign(new Error('duplicate key value (email)=(ada@demo.example)'), { code: '23505' });
    expect(faultOf(error)).toEqual({ line: 'The command failed (23505).', exitCode: 1 });
  });
});

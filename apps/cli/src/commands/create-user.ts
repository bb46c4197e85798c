import { v7 as newId } from 'uuid';
import { Command, CommandRunner, Option } from 'nest-commander';
import { hashPassword } from '#access';
import { HUMAN_ROLES, ROLES, type HumanRole, type OrganisationKind } from '#domain';
import { openDatabase } from '#persistence';
import { migratorAddresses } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

interface CreateUserOptions {
  readonly organisation?: string;
  readonly role?: string;
  readonly email?: string;
  readonly name?: string;
}

interface NewUser {
  readonly organisation: string;
  readonly role: HumanRole;
  readonly email: string;
  readonly name: string;
}

/** NIST SP 800-63B asks for length before anything else; the number is ours. */
const PASSWORD_MIN_CHARACTERS = 12;

@Command({ name: 'create-user', description: 'Enters a person of an organisation; the password is the first line of standard input' })
export class CreateUserCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  @Option({ flags: '--organisation <code>', description: 'code of the organisation, e.g. PP-Duesseldorf' })
  organisation(code: string): string {
    return code;
  }

  @Option({ flags: '--role <role>', description: `one of ${HUMAN_ROLES.join(', ')}` })
  role(role: string): string {
    return role;
  }

  @Option({ flags: '--email <address>', description: 'address for signing in' })
  email(address: string): string {
    return address;
  }

  @Option({ flags: '--name <name>', description: 'name shown to colleagues' })
  displayName(name: string): string {
    return name;
  }

  async run(_arguments: string[], options: CreateUserOptions = {}): Promise<void> {
    const user = complete(options);
    const address = migratorAddresses(this.terminal.environment).main;
    const password = await this.terminal.line();
    if (password.length < PASSWORD_MIN_CHARACTERS)
      throw new CommandFailed(`the password on standard input must have at least ${PASSWORD_MIN_CHARACTERS} characters`, 2);
    const id = await insertUser(address, user, await hashPassword(password), this.terminal.now());
    // The id alone: a log of this command must not become a list of people.
    this.terminal.say(`User ${id} created.`);
  }
}

function complete({ organisation, role, email, name }: CreateUserOptions): NewUser {
  if (!organisation || !role || !email || !name) throw new CommandFailed('--organisation, --role, --email and --name are all needed', 2);
  if (!isRole(role)) throw new CommandFailed(`--role must be one of ${HUMAN_ROLES.join(', ')}`, 2);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new CommandFailed('--email is no address', 2);
  return { organisation, role, email, name };
}

const isRole = (role: string): role is HumanRole => Object.hasOwn(ROLES, role);

async function insertUser(url: string, user: NewUser, passwordHash: string, now: Date): Promise<string> {
  const database = await openDatabase({ url, poolSize: 1 });
  try {
    const [organisation] = await database.query<readonly { readonly id: string; readonly kind: OrganisationKind }[]>(
      'select id, kind from organisation where code = $1',
      [user.organisation],
    );
    if (organisation === undefined) throw new CommandFailed('there is no organisation of this code', 2);
    if (organisation.kind !== ROLES[user.role]) throw new CommandFailed(`the role ${user.role} exists in a ${ROLES[user.role]} only`, 2);
    const id = newId();
    const [entered] = await database.query<readonly { readonly id: string }[]>(
      `insert into app_user (id, organisation_id, email, display_name, role, password_hash, created_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning id`,
      [id, organisation.id, user.email, user.name, user.role, passwordHash, now],
    );
    if (entered === undefined) throw new CommandFailed('this address is in use');
    return entered.id;
  } finally {
    await database.destroy();
  }
}

import { Command, CommandRunner, Option } from 'nest-commander';
import { addressOf, migratorAddresses, rootKeyOf } from '../configuration.js';
import { DEMO_PASSWORD, demoLogins, playDemo } from '../demo.js';
import { CommandFailed, Terminal } from '../terminal.js';

interface DemoOptions {
  readonly seed?: number;
  readonly days?: number;
  readonly count?: number;
  readonly past?: number;
}

@Command({ name: 'demo', description: 'Plays fictional referrals of the last days into an empty, migrated database' })
export class DemoCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  @Option({ flags: '--seed <number>', description: 'the same seed plays the same demo' })
  seed(value: string): number {
    return wholeNumber('--seed', value, 0);
  }

  @Option({ flags: '--days <number>', description: 'how many days back it begins (90)' })
  days(value: string): number {
    return wholeNumber('--days', value, 30);
  }

  @Option({ flags: '--count <number>', description: 'how many referrals besides those that show every path' })
  count(value: string): number {
    return wholeNumber('--count', value, 0);
  }

  @Option({ flags: '--past <number>', description: 'how many referrals of the two years before, for the figures (22000)' })
  past(value: string): number {
    return wholeNumber('--past', value, 0);
  }

  async run(_arguments: string[], options: DemoOptions = {}): Promise<void> {
    const { environment } = this.terminal;
    const report = await playDemo({
      addresses: {
        migrator: migratorAddresses(environment).main,
        app: addressOf(environment, 'DATABASE_URL'),
        clock: addressOf(environment, 'WORKER_DATABASE_URL'),
        audit: addressOf(environment, 'AUDIT_DATABASE_URL'),
        keys: addressOf(environment, 'KEYSTORE_URL'),
      },
      rootKey: rootKeyOf(environment),
      now: () => this.terminal.now(),
      tell: (line) => this.terminal.say(line),
      ...options,
    });
    this.terminal.say(
      `${report.referrals} fictional referrals, ${report.events} events, ${report.rungs} fired rungs, ${report.audit.events} audit entries verified, ${report.publications} reports published.`,
    );
    for (const { role, email, organisation } of demoLogins()) this.terminal.say(`${role.padEnd(18)} ${email.padEnd(40)} ${organisation}`);
    this.terminal.say(`Password of all: ${DEMO_PASSWORD}`);
  }
}

function wholeNumber(name: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least) throw new CommandFailed(`${name} must be a whole number from ${least} on`, 2);
  return number;
}

import { readFile } from 'node:fs/promises';
import { Command, CommandRunner, Option } from 'nest-commander';
import { DirectoryQueries, InvalidRegistryChange, readRegistryChange, writeRegistryChange } from '#directory';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { RecomputationService } from '#referrals';
import { addressOf, migratorAddresses } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

interface Options {
  readonly file: string;
  readonly reason?: string;
  readonly apply?: boolean;
}

type WrittenChange = ReturnType<typeof readRegistryChange>;

@Command({
  name: 'change-registry',
  description: 'Shows which running clocks a change of calendar, closure or agreement (a JSON file) would move; with --apply and --reason it is written, and the worker moves them',
})
export class ChangeRegistryCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(_: string[], options: Options): Promise<void> {
    try {
      const change = await read(options.file);
      if (options.apply === true && options.reason === undefined) throw new CommandFailed('--apply needs --reason', 2);
      await this.withRegistry(async (directory, database) => {
        await this.preview(directory, database, change);
        if (options.apply === true) await this.write(directory, change, options.reason ?? '');
        else this.terminal.say('Nothing was changed. Say --apply with --reason to write it.');
      });
    } catch (error) {
      if (error instanceof InvalidRegistryChange) throw new CommandFailed(error.message, 2);
      throw error;
    }
  }

  @Option({ flags: '--file <path>', description: 'The change as JSON; docs/operations.md shows one of each kind', required: true })
  parseFile(value: string): string {
    return value;
  }

  @Option({ flags: '--reason <text>', description: 'Why, 3 to 200 characters; no personal data' })
  parseReason(value: string): string {
    return value;
  }

  @Option({ flags: '--apply', description: 'Writes the change' })
  parseApply(): boolean {
    return true;
  }

  private async preview(directory: DirectoryQueries, database: TenantDatabase, change: WrittenChange): Promise<void> {
    const service = new RecomputationService(database, new ReferralStore(), new ClockStore(), directory);
    const moves = await service.preview(change.kind, (await directory.view()).after(change));
    for (const { reference, kind, oldDueAt, newDueAt } of moves) this.terminal.say(`${reference}  ${kind}  ${oldDueAt.toISOString()} -> ${newDueAt.toISOString()}`);
    this.terminal.say(`${moves.length} running clocks would move.`);
  }

  private async write(directory: DirectoryQueries, change: WrittenChange, reason: string): Promise<void> {
    const migrator = await openDatabase({ url: migratorAddresses(this.terminal.environment).main, poolSize: 1 });
    try {
      const calendar = await directory.calendar();
      const id = await migrator.transaction((tx) => writeRegistryChange(tx, change, { reason, recordedBy: 'command line', calendar }));
      this.terminal.say(`Written as ${id}. The worker moves the clocks now, and looks again for ten minutes.`);
    } finally {
      await migrator.destroy();
    }
  }

  private async withRegistry(work: (directory: DirectoryQueries, database: TenantDatabase) => Promise<void>): Promise<void> {
    const source = await openDatabase({ url: addressOf(this.terminal.environment, 'WORKER_DATABASE_URL'), poolSize: 2 });
    try {
      const database = new TenantDatabase(source);
      await work(new DirectoryQueries(database, () => this.terminal.now()), database);
    } finally {
      await source.destroy();
    }
  }
}

async function read(path: string): Promise<WrittenChange> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CommandFailed('the file cannot be read', 2);
  });
  return readRegistryChange(parsed(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailed('the file is not JSON', 2);
  }
}

import { Command, CommandRunner } from 'nest-commander';
import { importRegistry } from '#directory';
import { openDatabase } from '#persistence';
import { migratorAddresses } from '../configuration.js';
import { Terminal } from '../terminal.js';

@Command({
  name: 'import-directory',
  description:
    'Brings districts, municipalities, postcodes, police authorities, rule sets and the holiday calendar of NRW into the database; safe to repeat',
})
export class ImportDirectoryCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(): Promise<void> {
    const database = await openDatabase({ url: migratorAddresses(this.terminal.environment).main, poolSize: 1 });
    try {
      const imported = await importRegistry(database);
      this.terminal.say(
        `${imported.districts} districts, ${imported.municipalities} municipalities, ${imported.postcodes} postcodes, ${imported.policeAuthorities} police authorities, ` +
          `${imported.ruleSets} rule sets, ${imported.holidays} holidays.`,
      );
    } finally {
      await database.destroy();
    }
  }
}

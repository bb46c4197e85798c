import { Command, CommandRunner } from 'nest-commander';
import { migrateQueue } from '#jobs';
import { migrateKeystore } from '#keystore';
import { migrate, provisionCluster } from '#persistence';
import { clusterOf, migratorAddresses } from '../configuration.js';
import { Terminal } from '../terminal.js';

@Command({
  name: 'migrate',
  description:
    'Makes roles and databases (with ADMIN_DATABASE_URL and one <ROLE>_PASSWORD each) and brings both databases and the queue to the newest schema',
})
export class MigrateCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(): Promise<void> {
    const { environment } = this.terminal;
    const cluster = clusterOf(environment);
    const addresses = migratorAddresses(environment);
    if (cluster !== null) await provisionCluster(cluster);
    const ran = await migrate({ migratorUrl: addresses.main });
    await migrateKeystore({ migratorUrl: addresses.keys });
    // Redis needs no schema; on PostgreSQL the queue lies in the main database.
    if (/^postgres(ql)?:/.test(environment['QUEUE_URL'] ?? '')) await migrateQueue({ url: addresses.main });
    this.terminal.say(
      ran.length === 0 ? 'Nothing to do: the schema is the newest.' : `${ran.length} migrations ran, the last one ${ran.at(-1)}.`,
    );
  }
}

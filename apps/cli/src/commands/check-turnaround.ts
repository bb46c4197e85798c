import { Command, CommandRunner, Option } from 'nest-commander';
import { regions } from '#directory';
import { openDatabase, TenantDatabase } from '#persistence';
import { FactLedger, TurnaroundPublisher } from '#turnaround';
import { addressOf } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

interface CheckOptions {
  readonly asOfs?: number;
  readonly mend?: boolean;
}

@Command({
  name: 'check-turnaround',
  description: 'Builds what the turnaround knows anew from the history, and the last published reports from that; ends with 1 when something differs',
})
export class CheckTurnaroundCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  @Option({ flags: '--as-ofs <number>', description: 'how many of the last as-of days; 3 without it' })
  asOfs(value: string): number {
    if (!/^\d{1,3}$/.test(value)) throw new CommandFailed('--as-ofs takes a whole number from 0 to 999', 2);
    return Number(value);
  }

  @Option({ flags: '--mend', description: 'writes the facts that differ as the history says; reports are never changed' })
  mend(): boolean {
    return true;
  }

  async run(_: string[], { asOfs = 3, mend = false }: CheckOptions = {}): Promise<void> {
    const source = await openDatabase({ url: addressOf(this.terminal.environment, 'WORKER_DATABASE_URL'), poolSize: 1 });
    try {
      const database = new TenantDatabase(source);
      const { referrals, versions, differ, sha256 } = await new FactLedger(database).rebuild({ mend });
      this.terminal.say(`${referrals} referrals, ${versions} versions of what is known of them, ${differ} differ${mend ? ' and were written anew' : ''}; sha256 ${sha256}`);
      const differing = await new TurnaroundPublisher(database, regions()).differing(asOfs);
      for (const report of differing) this.terminal.say(`${report} comes out otherwise`);
      this.terminal.say(`${differing.length} of the reports of the last ${asOfs} as-of days differ.`);
      if (differing.length > 0 || (differ > 0 && !mend)) throw new CommandFailed('the turnaround does not follow from its history');
    } finally {
      await source.destroy();
    }
  }
}

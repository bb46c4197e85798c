import { Command, CommandRunner } from 'nest-commander';
import { DirectoryQueries } from '#directory';
import { ClockStore, openDatabase, TenantDatabase, WatchStore } from '#persistence';
import { NightlyCheck } from '#referrals';
import { addressOf } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

@Command({
  name: 'check-clocks',
  description: 'Checks now what is checked each night: every referral has the clocks that the chain demands, and no due rung waits; ends with 1 when something is found',
})
export class CheckClocksCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(): Promise<void> {
    const source = await openDatabase({ url: addressOf(this.terminal.environment, 'WORKER_DATABASE_URL'), poolSize: 1 });
    try {
      const database = new TenantDatabase(source);
      const directory = new DirectoryQueries(database, () => this.terminal.now());
      const { referrals, findings } = await new NightlyCheck(database, new WatchStore(), new ClockStore(), directory).checkNow();
      for (const { code, reference, clock_kind: kind } of findings) this.terminal.say(`${code}  ${kind ?? ''}  ${reference ?? ''}`);
      this.terminal.say(`${referrals} referrals, ${findings.length} findings.`);
      if (findings.length > 0) throw new CommandFailed('the clocks are not as they must be');
    } finally {
      await source.destroy();
    }
  }
}

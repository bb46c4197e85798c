import { Command, CommandRunner, Option } from 'nest-commander';
import { openDatabase, TenantDatabase } from '#persistence';
import { RoutingReplay } from '#referrals';
import { addressOf } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

const DAY = 86_400_000;

@Command({
  name: 'replay-routing',
  description: 'Answers the stored decisions about centres again, each from the registry as it was; ends with 1 when one differs',
})
export class ReplayRoutingCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  @Option({ flags: '--days <days>', description: 'how many days back; 90 without it' })
  parseDays(value: string): number {
    if (!/^[1-9]\d{0,3}$/.test(value)) throw new CommandFailed('--days takes a whole number from 1 to 9999', 2);
    return Number(value);
  }

  async run(_: string[], { days = 90 }: { readonly days?: number } = {}): Promise<void> {
    const source = await openDatabase({ url: addressOf(this.terminal.environment, 'WORKER_DATABASE_URL'), poolSize: 1 });
    try {
      const since = new Date(this.terminal.now().getTime() - days * DAY);
      const { decisions, differ, differing } = await new RoutingReplay(new TenantDatabase(source)).run(since);
      for (const id of differing) this.terminal.say(id);
      this.terminal.say(`${decisions} decisions replayed, ${differ} differ.`);
      if (differ > 0) throw new CommandFailed('the routing answers differently from what is kept');
    } finally {
      await source.destroy();
    }
  }
}

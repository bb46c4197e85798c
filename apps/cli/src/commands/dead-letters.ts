import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { openQueue, type JobQueue } from '#jobs';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { addressOf, queueAddress } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

@SubCommand({ name: 'list', description: 'Lists what has failed for good: ids, codes and tries; nothing of a referral' })
export class ListDeadLettersCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(): Promise<void> {
    await withBoth(this.terminal, async (queue, database) => {
      const errands = await queue.deadLetters();
      if (errands === null) throw new CommandFailed('the queue does not answer');
      const messages = await database.query<
        readonly { readonly id: string; readonly template: string; readonly error_code: string | null; readonly tries: number }[]
      >(`select id, template, error_code, tries from notification where state = 'dead' order by created_at, id limit 100`);
      for (const { id, name, code, tries } of errands) this.terminal.say(`errand   ${id}  ${name}  ${code}  ${tries} tries`);
      for (const { id, template, error_code, tries } of messages)
        this.terminal.say(`message  ${id}  ${template}  ${error_code ?? 'unknown'}  ${tries} tries`);
      this.terminal.say(`${errands.length + messages.length} dead letters.`);
    });
  }
}

@SubCommand({ name: 'retry', arguments: '<id>', description: 'Tries a dead letter again, with all its tries' })
export class RetryDeadLetterCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run([id = '']: string[]): Promise<void> {
    await withBoth(this.terminal, async (queue, database) => {
      const again = (await queue.retryDeadLetter(id)) || (await retryMessage(database, id, this.terminal.now()));
      if (!again) throw new CommandFailed('there is no dead letter of this id');
      this.terminal.say('Tried again.');
    });
  }
}

@Command({
  name: 'dead-letters',
  description: 'What has failed for good and waits for a person',
  subCommands: [ListDeadLettersCommand, RetryDeadLetterCommand],
})
export class DeadLettersCommand extends CommandRunner {
  run(): Promise<void> {
    return Promise.reject(new CommandFailed('say list or retry <id>', 2));
  }
}

async function retryMessage(database: DataSource, id: string, now: Date): Promise<boolean> {
  const rows = await database.query<readonly { readonly again: boolean }[]>(
    `with again as (update notification set state = 'pending', tries = 0, next_try_at = $2 where id::text = $1 and state = 'dead' returning 1)
     select exists (select 1 from again) as again`,
    [id, now],
  );
  return rows[0]?.again === true;
}

async function withBoth(terminal: Terminal, work: (queue: JobQueue, database: DataSource) => Promise<void>): Promise<void> {
  const address = queueAddress(terminal.environment);
  const database = await openDatabase({ url: addressOf(terminal.environment, 'WORKER_DATABASE_URL'), poolSize: 1 });
  const queue = openQueue({ url: address, now: () => terminal.now() });
  try {
    await work(queue, database);
  } finally {
    await queue.close();
    await database.destroy();
  }
}

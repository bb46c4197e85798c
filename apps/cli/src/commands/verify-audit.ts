import { readFileSync } from 'node:fs';
import { Command, CommandRunner, Option } from 'nest-commander';
import { verifyAudit, type PublishedSeal } from '#audit';
import { openDatabase } from '#persistence';
import { addressOf } from '../configuration.js';
import { CommandFailed, Terminal } from '../terminal.js';

@Command({ name: 'verify-audit', description: 'Recomputes every chain and seal of the audit trail; exit code 1 when one is broken' })
export class VerifyAuditCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  @Option({ flags: '--published <file>', description: 'JSON list of seals kept outside: [{"toEventId": 1, "hash": "…"}]' })
  published(file: string): readonly PublishedSeal[] {
    return readSeals(file);
  }

  async run(_arguments: string[], options: { readonly published?: readonly PublishedSeal[] } = {}): Promise<void> {
    const database = await openDatabase({ url: addressOf(this.terminal.environment, 'AUDIT_DATABASE_URL'), poolSize: 1 });
    try {
      const verdict = await verifyAudit(database, options);
      for (const broken of verdict.broken) this.terminal.say(`BROKEN ${broken.chain} at ${broken.at}: ${broken.reason}`);
      this.terminal.say(
        `${verdict.events} entries in ${verdict.chains} chains, ${verdict.seals} seals, ${verdict.unsealed} entries not yet sealed.`,
      );
      if (verdict.broken.length > 0) throw new CommandFailed(`The trail is broken in ${verdict.broken.length} places.`);
      this.terminal.say('The trail is intact.');
    } finally {
      await database.destroy();
    }
  }
}

function readSeals(file: string): readonly PublishedSeal[] {
  try {
    const seals: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(seals) && seals.every(isSeal)) return seals;
  } catch {
    // Told below; the file's content is not repeated.
  }
  throw new CommandFailed('--published is no readable JSON list of {"toEventId", "hash"}', 2);
}

const isSeal = (seal: unknown): seal is PublishedSeal =>
  typeof seal === 'object' &&
  seal !== null &&
  'toEventId' in seal &&
  typeof seal.toEventId === 'number' &&
  'hash' in seal &&
  typeof seal.hash === 'string';

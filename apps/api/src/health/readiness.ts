import type { DataSource } from 'typeorm';
import type { JobQueue } from '#jobs';
import type { HealthView } from './health.view.js';

const PATIENCE = 2_000;

/** Whether this process can work: what it needs answers, and nobody has told it to stop. */
export class Readiness {
  private stopping = false;

  constructor(private readonly parts: { readonly main: DataSource; readonly keys: DataSource; readonly queue: JobQueue }) {}

  /** From now on unready, so that a load balancer sends nothing new. */
  stop(): void {
    this.stopping = true;
  }

  async look(): Promise<HealthView> {
    const { main, keys, queue } = this.parts;
    const [database, schema, keystore, answers] = await Promise.all([
      isTrue(main, 'select not pg_is_in_recovery() as fine'),
      // The last things that the migrations make; their own table is not this role's to read.
      isTrue(main, `select to_regprocedure('public.apply_change(jsonb)') is not null and to_regprocedure('public.stalled_items()') is not null as fine`),
      isTrue(keys, `select to_regprocedure('contact_keys_of(uuid, text)') is not null as fine`),
      queue.answers().catch(() => false),
    ]);
    const able = database && schema && keystore && !this.stopping;
    return { status: able ? (answers ? 'ready' : 'degraded') : 'unready', database: word(database), schema: word(schema), keystore: word(keystore), queue: word(answers) };
  }
}

const word = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');

async function isTrue(source: DataSource, query: string): Promise<boolean> {
  const late = AbortSignal.timeout(PATIENCE);
  const tooLate = new Promise<boolean>((answer) => late.addEventListener('abort', () => answer(false), { once: true }));
  const asked = source.query<[{ fine: boolean }]>(query).then(
    ([row]) => row.fine,
    () => false,
  );
  return Promise.race([asked, tooLate]);
}

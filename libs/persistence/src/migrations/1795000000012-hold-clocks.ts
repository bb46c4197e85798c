import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One passage of a function of the database, before and after. */
interface Passage {
  readonly of: string;
  readonly before: string;
  readonly after: string;
}

const FIRE_THESE = 'fire_these(uuid[], timestamptz)';
const FIRE_DUE = 'fire_due(timestamptz, integer)';

const PASSAGES: readonly Passage[] = [
  { of: FIRE_THESE, before: 'next_rung_at = i.next_at from item', after: 'next_rung_at = i.next_at, held_until = null from item' },
  { of: FIRE_DUE, before: 'c.next_rung_at <= at\n', after: 'c.next_rung_at <= at and (c.held_until is null or c.held_until <= at)\n' },
  { of: FIRE_DUE, before: "set next_rung_at = at + interval '5 seconds'", after: "set held_until = at + interval '5 seconds'" },
];

/**
 * A clock that cannot fire is held back by a column of its own and stays due, so that the alarms see it; a change of the registry says whether
 * its last run failed; the worker may forget absences and on-call duties that are long over. The functions are changed in the one passage that
 * is meant: their text stands in the migration that made them.
 */
export class HoldClocks1795000000012 implements MigrationInterface {
  name = 'HoldClocks1795000000012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table clock add column held_until timestamptz;
      comment on column clock.held_until is 'It could not fire and is not tried before; it stays due, so that the alarm sees it.';
      grant update (held_until) on clock to app_clock;
      alter table registry_change add column failing boolean not null default false;
      grant update (failing) on registry_change to app_clock;
      ${['absence', 'on_call_duty'].map((table) => `create policy forgotten on ${table} for delete to app_clock using (true); grant delete on ${table} to app_clock;`).join('\n')}
    `);
    for (const { of, before, after } of PASSAGES) await rewrite(queryRunner, of, before, after);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { of, before, after } of [...PASSAGES].reverse()) await rewrite(queryRunner, of, after, before);
    await queryRunner.query(`
      ${['absence', 'on_call_duty'].map((table) => `revoke delete on ${table} from app_clock; drop policy forgotten on ${table};`).join('\n')}
      alter table registry_change drop column failing;
      alter table clock drop column held_until;
    `);
  }
}

/** Replaces a passage that stands in a function exactly once; anything else ends the migration. */
async function rewrite(queryRunner: QueryRunner, of: string, from: string, to: string): Promise<void> {
  const [{ text }] = (await queryRunner.query('select pg_get_functiondef($1::regprocedure) as text', [of])) as [{ text: string }];
  if (text.split(from).length !== 2) throw new Error(`the passage to replace does not stand once in ${of}`);
  await queryRunner.query(text.replace(from, () => to));
}

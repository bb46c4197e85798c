import { readRegistryChange, recomputationReasonOf, writeRegistryChange, type RegistryChange } from '#directory';
import type { Calendar } from '#domain';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { RecomputationService } from '#referrals';
import type { DataSource } from 'typeorm';
import { POLICE, type Chain } from '../chain.js';
import type { OracleCentre } from './clock-table.js';
import type { OracleEdit, RegistryLine } from './registry-line.js';
import type { Minute } from './timeline.js';

/** The directory reads anew by itself after half a minute. */
const FRESH_MS = 20_000;

/** Makes the edits of the registry as its upkeep does: writes the change with its order, then carries the order out as the worker does. */
export class RegistryClerk {
  private readonly service: RecomputationService;
  private done = 0;
  private versions = 0;
  private readAt = -Infinity;

  private constructor(
    private readonly chain: Chain,
    private readonly migrator: DataSource,
    private readonly line: RegistryLine,
    private readonly centres: readonly OracleCentre[],
    private readonly first: Calendar,
  ) {
    this.service = new RecomputationService(new TenantDatabase(chain.clock), new ReferralStore(), new ClockStore(), chain.directory, chain.now);
  }

  static async engage(chain: Chain, line: RegistryLine, centres: readonly OracleCentre[]): Promise<RegistryClerk> {
    const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
    return new RegistryClerk(chain, migrator, line, centres, await chain.directory.calendar());
  }

  async dismiss(): Promise<void> {
    await this.migrator.destroy();
  }

  /** The registry as it is at a minute, at one stroke: for times in which no referral lives, and for going back. */
  async enter(at: Minute): Promise<void> {
    const edits = this.line.editsBy(at);
    if (edits === this.done) return;
    const era = this.line.eraAfter(edits);
    await this.migrator.query(`delete from agreement where centre_id = any ($1) and valid_from > '2020-01-01'`, [this.centres.map(({ id }) => id)]);
    for (const centre of this.centres) {
      await this.migrator.query('update centre_profile set opening_hours = $2 where centre_id = $1', [centre.id, openingHours(era.hoursOf(centre))]);
      await enterClosures(this.migrator, centre.id, era.hoursOf(centre));
      await this.migrator.query(
        `insert into agreement (id, police_authority_id, centre_id, version, valid_from, parameters)
         select gen_random_uuid(), $1, $2, number + 1, (version ->> 'validFrom')::date, version -> 'terms' from jsonb_array_elements($3) with ordinality versions (version, number)`,
        [POLICE.koeln, centre.id, JSON.stringify(era.versionsOf(centre))],
      );
    }
    await this.enterCalendar(edits);
    this.done = edits;
    await this.read();
  }

  private async enterCalendar(edits: number): Promise<void> {
    const holidays = { ...this.first.holidays };
    for (const edit of this.line.edits.slice(0, edits)) {
      if (edit.kind !== 'calendar') continue;
      if (edit.holiday) holidays[edit.day] = 'Teststag (fiktiv)';
      else delete holidays[edit.day];
    }
    const version = this.newVersion();
    await this.migrator.query(`insert into calendar (version, region, first_day, last_day) values ($1, 'DE-NW', $2, $3)`, [version, `${this.first.from}-01-01`, `${this.first.to}-12-31`]);
    await this.migrator.query('insert into calendar_day (calendar_version, day, name) select $1, key::date, value from jsonb_each_text($2)', [version, JSON.stringify(holidays)]);
    await this.forgetCalendars();
  }

  /** When the next edit comes; null after the last. */
  nextAt(): Minute | null {
    return this.line.edits[this.done]?.at ?? null;
  }

  /** Makes the next edit, and moves the clocks that it moves. */
  async edit(): Promise<void> {
    const edit = this.line.edits[this.done];
    if (edit === undefined) throw new Error('every edit is made');
    this.done += 1;
    const change = this.changeOf(edit);
    // A reading in the background that began before the change is written must not pass for the one after it.
    if (performance.now() - this.readAt > FRESH_MS) await this.read();
    const calendar = await this.chain.directory.calendar();
    await this.migrator.transaction((tx) => writeRegistryChange(tx, change, { reason: 'Eintrag im Test', recordedBy: 'oracle', calendar }));
    if (change.kind === 'calendar') await this.forgetCalendars();
    await this.read();
    // Mails leave within seconds: a rung that was told is not told again.
    await this.chain.clock.query(`update notification set state = 'sent', sent_at = created_at where state = 'pending'`);
    const reason = recomputationReasonOf(change);
    if (reason === null) return;
    const { failures } = await this.service.recompute(reason);
    if (failures.length > 0) throw failures[0];
  }

  private async read(): Promise<void> {
    await this.chain.directory.refresh();
    this.readAt = performance.now();
  }

  private changeOf(edit: OracleEdit): RegistryChange {
    switch (edit.kind) {
      case 'calendar':
        return readRegistryChange({
          kind: 'calendar', version: this.newVersion(), add: edit.holiday ? { [edit.day]: 'Teststag (fiktiv)' } : {}, remove: edit.holiday ? [] : [edit.day],
        });
      case 'closure':
        return readRegistryChange({ kind: 'closure', centreId: edit.centre.id, closure: { from: edit.from, to: edit.to, reason: 'Umzug (fiktiv)' } });
      case 'agreement':
        return readRegistryChange({ kind: 'agreement', policeAuthorityId: POLICE.koeln, centreId: edit.centre.id, validFrom: edit.validFrom, parameters: edit.gives });
    }
  }

  private newVersion(): string {
    this.versions += 1;
    return `zz-${String(this.versions).padStart(6, '0')}`;
  }

  /** Only the newest calendar is ever asked; hundreds of old ones would only make the reading slow. */
  private async forgetCalendars(): Promise<void> {
    await this.migrator.query(`delete from calendar_day where calendar_version < (select max(version) from calendar where version like 'zz-%') and calendar_version like 'zz-%'`);
    await this.migrator.query(`delete from calendar where version < (select max(version) from calendar where version like 'zz-%') and version like 'zz-%'`);
  }
}

/** Opening hours as a centre's entry has them. */
export const openingHours = ({ windows }: OracleCentre['hours']): string => JSON.stringify({ windows });

/** The closures of a centre in place of those it had. */
export async function enterClosures(migrator: DataSource, centreId: string, { closures }: OracleCentre['hours']): Promise<void> {
  await migrator.query('delete from closure where centre_id = $1', [centreId]);
  await migrator.query(
    `insert into closure (id, centre_id, first_day, last_day, reason)
     select gen_random_uuid(), $1, c."from", c."to", 'closed' from jsonb_to_recordset($2) as c ("from" date, "to" date)`,
    [centreId, JSON.stringify(closures)],
  );
}

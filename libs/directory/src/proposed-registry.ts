import { completeParameters, localDayOf, type Calendar, type OpeningHours, type RuleSet } from '#domain';
import type { AgreementInForce, DirectoryQueries } from './directory.queries.js';
import { changedCalendar, type RegistryChange } from './registry-change.js';

/** The registry as it would be after a change that is not written: for a preview of what the change would move. */
export class ProposedRegistry {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly change: RegistryChange,
  ) {}

  async calendar(): Promise<Calendar> {
    const calendar = await this.directory.calendar();
    return this.change.kind === 'calendar' ? changedCalendar(calendar, this.change) : calendar;
  }

  ruleSets(): Promise<readonly RuleSet[]> {
    return this.directory.ruleSets();
  }

  async openingHours(centreId: string): Promise<OpeningHours | null> {
    const hours = await this.directory.openingHours(centreId);
    if (hours === null || this.change.kind !== 'closure' || this.change.centreId !== centreId) return hours;
    return { ...hours, closures: [...hours.closures, this.change.closure] };
  }

  async agreementFor(policeAuthorityId: string, centreId: string | null, on: Date): Promise<AgreementInForce> {
    const inForce = await this.directory.agreementFor(policeAuthorityId, centreId, on);
    const { change } = this;
    if (change.kind !== 'agreement' || change.policeAuthorityId !== policeAuthorityId || change.centreId !== centreId || localDayOf(on) < change.validFrom) return inForce;
    const version = (inForce.version ?? 0) + 1;
    const dailyService = (await this.directory.centre(change.centreId))?.dailyService ?? false;
    const before = inForce.version === null ? {} : inForce.parameters;
    return { version, parameters: { ...completeParameters({ ...before, ...change.parameters }, dailyService), version } };
  }
}

import { Injectable } from '@nestjs/common';
import { DirectoryQueries } from '#directory';
import type { ExpelledCentreView } from './expelled-referral.view.js';

/** Which centres work with expelled persons: from the registry alone. */
@Injectable()
export class ExpelledCentres {
  constructor(private readonly directory: DirectoryQueries) {}

  /** Active ones that take referrals; those that serve the place come first, then by name. */
  async at(ags: string | null): Promise<readonly ExpelledCentreView[]> {
    return (await this.directory.centres())
      .filter((centre) => centre.kind === 'perpetrator_work' && centre.active && centre.taking)
      .map(({ id, name, phone, languages, catchment }) => ({ id, name, phone, languages, serves: ags !== null && catchment.includes(ags) }))
      .sort((one, other) => Number(other.serves) - Number(one.serves) || one.name.localeCompare(other.name, 'de'));
  }
}

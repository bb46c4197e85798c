import type { LocalDay } from '#domain';
import type { CatchmentRow, CentreRow, CentreVersion } from './registry-snapshot.js';

/** The newest version that has begun; before the first one begins, the first. */
export function versionOn({ versions }: Pick<CentreRow, 'versions'>, day: LocalDay): CentreVersion {
  const version = versions.filter(({ validFrom }) => validFrom <= day).at(-1) ?? versions[0];
  if (version === undefined) throw new Error('a centre without a version is in the registry');
  return version;
}

/** True on the days from the first to the last, both included; without a last day it goes on. */
export const isValidOn = ({ validFrom, validTo }: Pick<CatchmentRow, 'validFrom' | 'validTo'>, day: LocalDay): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

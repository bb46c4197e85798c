import { versionOn, type CentreVersion } from '#directory';
import type { OwnEntry, RecordedClosure } from './own-centre.js';
import type { ClosureRow } from './own-centre.queries.js';
import type { HoursView, OwnCentreView, OwnClosureView, RecordedClosureView } from './own-centre.view.js';

type Named = { readonly id: string; readonly name: string };

/** The own entry as it stands at an instant: what has ended is left out, and room that is no longer believed is unknown. */
export function toOwnCentreView({ view, record }: OwnEntry, neighbours: readonly Named[], now: Date): OwnCentreView {
  const { entry, versions, closures } = record;
  const today = view.today();
  const { id, name, kind, active, targetGroups, languages, capacity } = entry;
  return {
    id, name, kind, active, targetGroups, languages,
    catchment: entry.catchment.map((ags) => ({ ags, name: view.municipality(ags)?.name ?? ags })).sort((a, b) => a.name.localeCompare(b.name, 'de')),
    version: versions.at(-1)?.version ?? 1,
    hours: toHours(versionOn({ versions }, today)),
    comingHours: versions.filter(({ validFrom }) => validFrom > today).map(toHours),
    closures: closures.filter(({ to }) => to >= today).map((closure) => toClosure(closure, (centreId) => view.organisation(centreId))),
    capacity: capacity === null || capacity.expiresAt <= now ? null : capacity,
    neighbours,
  };
}

export const toRecordedClosure = ({ closure, uncovered }: RecordedClosure, find: (id: string) => Named | null): RecordedClosureView => ({ ...toClosure(closure, find), uncovered });

const toHours = ({ version, validFrom, dailyService, windows }: CentreVersion): HoursView => ({ version, validFrom, dailyService, windows });

function toClosure({ id, from, to, reason, coverCentreId }: ClosureRow, find: (id: string) => Named | null): OwnClosureView {
  const cover = coverCentreId === null ? null : find(coverCentreId);
  return { id, from, to, reason, cover: cover === null ? null : { id: cover.id, name: cover.name } };
}

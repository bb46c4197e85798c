import { organisationIdOf } from '#directory';
import { believedUntil, localDayOf, PLACE_VALIDITY_HOURS } from '#domain';
import { STATE_OFFICE, staffOf } from './people.js';

const HOUR_MS = 3_600_000;

/** What made-up shelters for men said of their places, the oldest first; the newest entry of the second has expired. */
const ENTRIES = [
  { shelter: 'DEMO-HAFEN', version: 1, hoursAgo: 40, free: 2, occupied: 2, reservedForHours: null, children: true },
  { shelter: 'DEMO-HAFEN', version: 2, hoursAgo: 3, free: 1, occupied: 2, reservedForHours: 30, children: true },
  { shelter: 'DEMO-ANKER', version: 1, hoursAgo: 90, free: 3, occupied: 1, reservedForHours: null, children: false },
] as const;

/** What each of them counted in every month of the year before. */
const COUNTS = [
  ['refusal', 'full', 3], ['refusal', 'children_not_possible', 1], ['refusal', 'language', 1], ['refusal', 'not_target_group', 1],
  ['stay', 'up_to_1_week', 1], ['stay', 'weeks_1_to_4', 1], ['stay', 'months_1_to_3', 2],
] as const;

const OF_MINISTRY = { source: 'https://rheinischer-spiegel.de/mehr-hilfe-fuer-von-gewalt-betroffene-maenner/', definition: 'Kontakte, wie das Ministerium sie nennt' } as const;
/** Totals of the helpline for men as two sources told them; the sources count differently (domain.md 4, S99 and S100). */
const HELPLINE = [
  { year: 2020, contacts: 1480, ...OF_MINISTRY },
  { year: 2022, contacts: 4498, ...OF_MINISTRY },
  { year: 2023, contacts: 4037, source: 'https://harburg-kreis-niedersachsen.weisser-ring.de', definition: 'Höchststand, wie diese Quelle zählt; kleiner als die Zahl der anderen Quelle für 2022' },
] as const;

/** The rows of the programmes for men: places, monthly counts, totals of the helpline. Needs the people. */
export function programmeRows(now: Date) {
  const lastYear = Number(localDayOf(now).slice(0, 4)) - 1;
  const months = Array.from({ length: 12 }, (_, index) => `${lastYear}-${String(index + 1).padStart(2, '0')}-01`);
  const leadOf = (shelter: string) => staffOf(shelter, 'centre_lead')[0]?.userId;
  return {
    place_entry: ENTRIES.map(({ shelter, version, hoursAgo, free, occupied, reservedForHours, children }) => {
      const notedAt = new Date(now.getTime() - hoursAgo * HOUR_MS);
      const reserved = reservedForHours === null ? 0 : 1;
      return {
        organisation_id: organisationIdOf(shelter), version, places: free + occupied + reserved, free, occupied, reserved, children,
        reserved_until: reservedForHours === null ? null : new Date(notedAt.getTime() + reservedForHours * HOUR_MS),
        noted_at: notedAt, expires_at: believedUntil(notedAt, PLACE_VALIDITY_HOURS), recorded_by: leadOf(shelter),
      };
    }),
    place_tally: ['DEMO-HAFEN', 'DEMO-ANKER'].flatMap((shelter) =>
      months.flatMap((month) => COUNTS.map(([kind, category, count]) => ({ organisation_id: organisationIdOf(shelter), month, kind, category, count, recorded_at: now, recorded_by: leadOf(shelter) }))),
    ),
    helpline_figure: HELPLINE.map(({ year, contacts, source, definition }) => ({
      organisation_id: organisationIdOf(STATE_OFFICE.code), year, land: 'ALL', dimension: 'total', category: '', source, version: 1, contacts, definition,
      recorded_at: now, recorded_by: staffOf(STATE_OFFICE.code, 'state_coordinator')[0]?.userId,
    })),
  };
}

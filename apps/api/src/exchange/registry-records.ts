import { versionOn, type CentreRecord, type CentreRecordOfRegistry, type KnownMunicipalities, type RegistryView } from '#directory';
import type { LocalDay } from '#domain';

/**
 * Every centre as files carry it: its newest version, also one that has not begun, so that a file which was taken over and is read again
 * changes nothing.
 */
export const newestRecords = (view: RegistryView): readonly CentreRecord[] =>
  foundCentres(view).flatMap((found) => {
    const newest = found.versions.at(-1)?.validFrom ?? view.today();
    return [recordOn(view, found, newest > view.today() ? newest : view.today())];
  });

/**
 * Every centre that has begun, as it is today: what may be published. Of one that is, was or will be a shelter neither address nor
 * catchment is told, whatever it is today.
 */
export const recordsOfToday = (view: RegistryView): readonly CentreRecord[] =>
  foundCentres(view)
    .filter(({ versions }) => versions.some(({ validFrom }) => validFrom <= view.today()))
    .map((found) => {
      const record = { ...recordOn(view, found, view.today()), active: found.entry.active };
      return found.versions.some(({ kind }) => kind === 'shelter') ? { ...record, address: null, catchment: [] } : record;
    });

/** The municipalities that a file may name today. */
export function knownMunicipalities(view: RegistryView): KnownMunicipalities {
  const retired = new Set(view.snapshot.municipalities.filter(({ retiredOn }) => retiredOn !== null && retiredOn <= view.today()).map(({ ags }) => ags));
  return { knownAgs: new Set(view.municipalities().map(({ ags }) => ags).filter((ags) => !retired.has(ags))), retiredAgs: retired };
}

const foundCentres = (view: RegistryView): readonly CentreRecordOfRegistry[] => view.centres().flatMap(({ id }) => view.centreRecord(id) ?? []);

function recordOn(view: RegistryView, found: CentreRecordOfRegistry, day: LocalDay): CentreRecord {
  const { code, name, mail } = found.entry;
  const { kind, taking, targetGroups, languages, acceptsMinors, accessibility, dailyService, windows, phone, website, address, validFrom } = versionOn(found, day);
  const catchment = found.catchment.filter((row) => row.validFrom <= day && (row.validTo === null || day <= row.validTo)).map(({ ags }) => ags);
  return { code, name, mail, kind, active: taking, targetGroups, languages, acceptsMinors, accessibility, dailyService, windows, phone, website, address, catchment, validFrom };
}

import { addDays, completeParameters, contradictionsOf, isClosedDay, takesReferrals, toDuration, type AgreementParameters, type Calendar, type DueRule, type LocalDay, type TargetGroup } from '#domain';
import { changedRegistry } from './changed-registry.js';
import { authorityProblems, districtsOf, networkProblems } from './organisation-problems.js';
import type { AgreementChange, CentreDraft, RegistryChange } from './registry-change.js';
import { refused, warned, type About, type RegistryProblem } from './registry-problem.js';
import { isValidOn, versionOn } from './registry-versions.js';
import type { CentreRow, RegistrySnapshot } from './registry-snapshot.js';

/** Everything that speaks against a change of this registry, refusals first; an empty list: nothing does. */
export function problemsOf(snapshot: RegistrySnapshot, change: RegistryChange): readonly RegistryProblem[] {
  const found = problemsBeforeCover(snapshot, change);
  // What cannot be read has no effect on the cover.
  return found.some(({ severity }) => severity === 'refused') ? found : [...found, ...coverProblems(snapshot, change)];
}

/** True when a second person of the state office must put the change in force: it widens or closes a catchment or the area of a network, or changes what every measure is counted by. */
export function needsSecondPerson(snapshot: RegistrySnapshot, change: RegistryChange): boolean {
  if (change.kind === 'rule_set') return true;
  if (change.kind === 'network') return [...districtsOf(snapshot, change.code)].sort().join() !== [...change.districts].sort().join();
  if (change.kind !== 'centres') return false;
  const before = servedByDrafts(snapshot, change);
  const after = servedByDrafts(changedRegistry(snapshot, change), change);
  return before.size !== after.size || [...before].some((pair) => !after.has(pair));
}

function problemsBeforeCover(snapshot: RegistrySnapshot, change: RegistryChange): readonly RegistryProblem[] {
  switch (change.kind) {
    case 'closure':
      return [change.centreId, change.coverCentreId ?? change.centreId].flatMap((id) => (snapshot.centres.some((centre) => centre.id === id) ? [] : [refused('unknown_centre')]));
    case 'agreement':
      return agreementProblems(snapshot, change);
    case 'calendar': {
      const calendar = snapshot.calendars.at(-1);
      const days = [...Object.keys(change.add), ...change.remove];
      const fits = (day: LocalDay): boolean => calendar !== undefined && Number(day.slice(0, 4)) >= calendar.from && Number(day.slice(0, 4)) <= calendar.to
        && (calendar.holidays[day] === undefined) === (change.add[day] !== undefined);
      return calendar === undefined || !(change.version > calendar.version) || !days.every(fits) ? [refused('calendar_day')] : [];
    }
    case 'rule_set':
      return [];
    case 'authority':
      return authorityProblems(snapshot, change);
    case 'network':
      return networkProblems(snapshot, change);
    case 'centres':
      return change.drafts.flatMap((draft) => draftProblems(snapshot, draft));
  }
}

function agreementProblems(snapshot: RegistrySnapshot, change: AgreementChange): readonly RegistryProblem[] {
  const versions = snapshot.agreements.filter((row) => row.policeAuthorityId === change.policeAuthorityId && row.centreId === change.centreId);
  const centre = snapshot.centres.find(({ id }) => id === change.centreId);
  if (centre === undefined || !snapshot.organisations.some(({ id, kind }) => id === change.policeAuthorityId && kind === 'police_authority')) return [refused('unknown_centre')];
  const about = { centre: centre.code };
  const { dailyService, windows } = versionOn(centre, change.validFrom);
  const running = completeParameters(versions[0]?.parameters ?? {}, dailyService);
  const parameters = completeParameters({ ...versions[0]?.parameters, ...change.parameters }, dailyService);
  return [
    ...(versions.some(({ validFrom }) => validFrom > change.validFrom) ? [refused('overlapping_version', about)] : []),
    ...escalationProblems(parameters, change, about),
    ...(change.modelId == null ? [] : contradictionsOf({ running, adopted: parameters, windows }).map((code) => warned(code, about))),
  ];
}

/** A step that comes before the one below it would tell the third level first; a term that ends before the last step would leave it untold. */
function escalationProblems(parameters: AgreementParameters, { validFrom, validTo = null }: AgreementChange, about: About): readonly RegistryProblem[] {
  const steps = [
    { limit: parameters.acknowledge, ...parameters.escalation.acknowledge },
    { limit: parameters.firstAttempt, ...parameters.escalation.firstAttempt },
  ];
  const unordered = steps.some(({ second, third }) => hoursOf(third) <= hoursOf(second));
  const ladder = Math.max(...steps.map(({ limit, third }) => hoursOf(limit) + hoursOf(third)));
  const days = validTo === null ? Infinity : (Date.parse(addDays(validTo, 1)) - Date.parse(validFrom)) / 86_400_000;
  return [...(unordered ? [refused('escalation_out_of_order', about)] : []), ...(days * 24 < ladder ? [refused('agreement_shorter_than_escalation', about)] : [])];
}

/** Hours on the clock at most, without weekends and holidays: enough to compare steps of one ladder. */
function hoursOf(rule: DueRule): number {
  const { amount, unit } = toDuration(rule);
  return unit === 'EH' || unit === 'OH' ? amount : amount * 24;
}

function draftProblems(snapshot: RegistrySnapshot, { record, line }: CentreDraft): readonly RegistryProblem[] {
  const about = { line, centre: record.code };
  const before = snapshot.centres.find(({ code }) => code === record.code);
  const places = new Map(snapshot.municipalities.map((place) => [place.ags, place]));
  const wrongPlaces = record.catchment.flatMap((ags): readonly RegistryProblem[] => {
    const place = places.get(ags);
    if (place === undefined) return [refused('unknown_municipality', { ...about, ags })];
    return place.retiredOn !== null && place.retiredOn <= record.validFrom ? [refused('retired_municipality', { ...about, ags })] : [];
  });
  const later = before?.catchment.filter((row) => row.validFrom > record.validFrom && (row.validTo === null || row.validTo >= row.validFrom)) ?? [];
  return [
    ...wrongPlaces,
    ...(snapshot.organisations.some(({ code, kind }) => code === record.code && kind !== 'centre') ? [refused('code_taken', about)] : []),
    ...(record.kind === 'shelter' && record.address !== null ? [refused('shelter_address', about)] : []),
    ...(before?.versions.some(({ validFrom }) => validFrom > record.validFrom) ? [refused('overlapping_version', about)] : []),
    ...later.map(({ ags }) => refused('overlapping_version', { ...about, ags })),
  ];
}

function coverProblems(snapshot: RegistrySnapshot, change: RegistryChange): readonly RegistryProblem[] {
  if (change.kind === 'closure') return closureProblems(snapshot, change);
  if (change.kind !== 'centres') return [];
  const after = coveredBy(changedRegistry(snapshot, change), change);
  const lines = new Map(change.drafts.map((draft) => [draft.record.code, draft]));
  return [...coveredBy(snapshot, change)].filter((pair) => !after.has(pair)).map((pair): RegistryProblem => {
    const [ags = '', group] = pair.split('|');
    const loser = snapshot.centres.find((centre) => lines.has(centre.code) && centre.catchment.some((row) => row.ags === ags && isValidOn(row, changeDay(change))));
    const about = { ags, targetGroup: group as TargetGroup, centre: loser?.code ?? null, line: (loser && lines.get(loser.code)?.line) ?? null };
    return change.uncoveredReason === null ? refused('leaves_uncovered', about) : warned('leaves_uncovered', about);
  });
}

/** The day on which every draft of the change has begun. */
const changeDay = ({ drafts }: Extract<RegistryChange, { kind: 'centres' }>): LocalDay => drafts.map(({ record }) => record.validFrom).sort().at(-1) ?? '9999-12-31';

/** Whom the centres of the change serve and where, each for itself, once the change has begun: a catchment is widened also where another centre serves already. */
function servedByDrafts({ centres }: RegistrySnapshot, change: Extract<RegistryChange, { kind: 'centres' }>): ReadonlySet<string> {
  const codes = new Set(change.drafts.map(({ record }) => record.code));
  const day = changeDay(change);
  return new Set(centres.filter(({ code }) => codes.has(code)).flatMap((centre) => servedBy(centre, day).map((pair) => `${centre.code}|${pair}`)));
}

/** Which municipality has somebody for which target group, once the change has begun; as 'ags|group'. */
function coveredBy({ centres }: RegistrySnapshot, change: Extract<RegistryChange, { kind: 'centres' }>): ReadonlySet<string> {
  const day = changeDay(change);
  return new Set(centres.flatMap((centre) => servedBy(centre, day)));
}

function servedBy(centre: CentreRow, day: LocalDay): readonly string[] {
  const { kind, taking, targetGroups } = versionOn(centre, day);
  if (!centre.active || !taking || !takesReferrals(kind)) return [];
  return centre.catchment.filter((row) => isValidOn(row, day)).flatMap(({ ags }) => targetGroups.map((group) => `${ags}|${group}`));
}

/** Municipalities and target groups of the closed centre for which, on a day of the closure, nobody else is open. */
function closureProblems(snapshot: RegistrySnapshot, change: Extract<RegistryChange, { kind: 'closure' }>): readonly RegistryProblem[] {
  const closed = snapshot.centres.find(({ id }) => id === change.centreId);
  const calendar = snapshot.calendars.at(-1);
  if (closed === undefined || calendar === undefined) return [];
  const others = snapshot.centres.filter((centre) => centre !== closed);
  const uncovered = new Set<string>();
  for (let day = change.closure.from; day <= change.closure.to; day = addDays(day, 1)) {
    if (!opensOn(closed, day, calendar)) continue;
    const served = new Set(others.filter((centre) => opensOn(centre, day, calendar)).flatMap((centre) => servedBy(centre, day)));
    for (const pair of servedBy(closed, day)) if (!served.has(pair)) uncovered.add(pair);
  }
  return [...uncovered].sort().map((pair) => {
    const [ags = '', group] = pair.split('|');
    return warned('closure_without_cover', { ags, targetGroup: group as TargetGroup, centre: closed.code });
  });
}

function opensOn(centre: CentreRow, day: LocalDay, calendar: Calendar): boolean {
  const { windows, dailyService } = versionOn(centre, day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return windows.some((window) => window.weekday === weekday) && !isClosedDay(day, { windows, dailyService, closures: centre.closures }, calendar);
}

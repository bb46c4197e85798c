import { Inject, Injectable } from '@nestjs/common';
import { alternativesFor, DirectoryQueries, type RegistryView } from '#directory';
import {
  comingHours, coverageAtInstant, coverageQuestion, gapsOf, localDayOf, TARGET_GROUPS, uncoveredAt, wallClockOf,
  type Actor, type ComingHour, type CoverageGround, type LocalDay, type TargetGroup,
} from '#domain';
import { ReferralNotFound } from '#referrals';
import { NOW } from '../services.js';
import type { CoverageView, CoverageWeekView, MunicipalityCandidatesView } from './coverage.view.js';

const MINUTE = 60_000;

/** A weekday (1 Monday … 7 Sunday) and hour to come, or now. */
export type Moment = { readonly weekday: number; readonly hour: number } | 'now';

/** Who looks, and at what of the registry: the state office at all of it, a local network at its own districts. */
interface Look {
  readonly view: RegistryView;
  readonly area: string;
  readonly municipalities: readonly string[];
}

/**
 * Who may be named where and when, from the registry in memory. Holds nothing of a referral and names nobody but organisations.
 * - What was computed is kept as long as its view of the registry, so that the same question is answered at once.
 * - A moment lies in the seven days ahead: closures and catchments are those of its day.
 */
@Injectable()
export class CoverageQueries {
  private readonly kept = new WeakMap<RegistryView, Map<string, unknown>>();

  constructor(
    private readonly directory: DirectoryQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  async at(actor: Actor, targetGroup: TargetGroup, moment: Moment): Promise<CoverageView> {
    const look = lookOf(await this.directory.view(), actor);
    const hour = hourOf(moment, this.now());
    return this.once(look, `${targetGroup} at ${hour.at.getTime()}`, () => coverageOf(look, targetGroup, hour));
  }

  async week(actor: Actor, targetGroup: TargetGroup): Promise<CoverageWeekView> {
    const look = lookOf(await this.directory.view(), actor);
    const hours = comingHours(this.now());
    return this.once(look, `${targetGroup} from ${hours[0]?.at.getTime()}`, () => weekOf(look, targetGroup, hours));
  }

  /** The candidates of one municipality with their reasons. Throws ReferralNotFound when it does not exist or lies outside the own area. */
  async municipality(actor: Actor, ags: string, targetGroup: TargetGroup, moment: Moment): Promise<MunicipalityCandidatesView> {
    const { view, municipalities } = lookOf(await this.directory.view(), actor);
    const place = view.municipality(ags);
    if (place === null || !municipalities.includes(ags)) throw new ReferralNotFound();
    const hour = hourOf(moment, this.now());
    const question = coverageQuestion(ags, targetGroup, hour.at);
    const { candidates, excluded, hotline } = view.candidates(question);
    return {
      ...place,
      hour,
      candidates,
      excluded: excluded.filter(({ reasons }) => !reasons.includes('not_area')),
      alternatives: candidates.length === 0 ? alternativesFor(view, question) : [],
      owner: candidates.length === 0 ? named(view, ownerOf(view, ags)) : null,
      hotline: `${hotline.name}, ${hotline.phone}`,
    };
  }

  private once<T>({ view, area }: Look, question: string, compute: () => T): T {
    let answers = this.kept.get(view);
    if (answers === undefined) this.kept.set(view, (answers = new Map()));
    const key = `${area} ${question}`;
    if (!answers.has(key)) answers.set(key, compute());
    return answers.get(key) as T;
  }
}

/** Now to the minute, so that those who ask in the same minute share an answer. */
function hourOf(moment: Moment, now: Date): ComingHour {
  if (moment !== 'now') return comingHours(now).find((each) => each.weekday === moment.weekday && each.hour === moment.hour) as ComingHour;
  const at = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  const { weekday, time } = wallClockOf(at);
  return { at, weekday, hour: Number(time.slice(0, 2)) };
}

function coverageOf(look: Look, targetGroup: TargetGroup, hour: ComingHour): CoverageView {
  const { view } = look;
  const { municipalities, gaps, uncovered, overlaps } = coverageAtInstant(groundOf(look, localDayOf(hour.at)), hour.at, targetGroup);
  const overlapping = new Set(overlaps.map(({ ags }) => ags));
  return {
    ...hour,
    counts: { municipalities: municipalities.length, gaps: gaps.length, uncovered: uncovered.length, overlaps: overlaps.length },
    municipalities: municipalities.map(({ ags, candidates, open, best, owner }) => ({
      ...placeOf(view, ags),
      candidates,
      open,
      overlap: overlapping.has(ags),
      best: best === null ? null : named(view, best),
      owner: owner === null ? null : named(view, owner),
    })),
    authorities: authoritiesOf(look),
  };
}

/** The police authorities by name, each with its municipalities that are looked at. */
function authoritiesOf({ view, municipalities }: Look): CoverageView['authorities'] {
  const areas = new Map<string, string[]>();
  for (const ags of municipalities) {
    const id = view.municipality(ags)?.policeAuthority.id ?? '';
    areas.set(id, [...(areas.get(id) ?? []), ags]);
  }
  return [...areas].map(([id, keys]) => ({ ...named(view, id), municipalities: keys })).sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

function weekOf(look: Look, targetGroup: TargetGroup, hours: readonly ComingHour[]): CoverageWeekView {
  const days = new Set(hours.map(({ at }) => localDayOf(at)));
  const counted = [...days].flatMap((day) => {
    const ofDay = hours.filter(({ at }) => localDayOf(at) === day);
    const counts = uncoveredAt(groundOf(look, day), ofDay.map(({ at }) => at), targetGroup);
    return ofDay.map((hour, index) => ({ ...hour, uncovered: counts[index] ?? 0 }));
  });
  const today = groundOf(look, look.view.today());
  const gaps = TARGET_GROUPS.flatMap((group) => gapsOf(today, group));
  return { hours: counted, gaps: gaps.map((gap) => ({ ...placeOf(look.view, gap.ags), targetGroup: gap.targetGroup, owner: named(look.view, gap.ownerId) })) };
}

const groundOf = ({ view, municipalities }: Look, day: LocalDay): CoverageGround => ({
  centres: view.routingCentres(day),
  municipalities,
  calendar: view.calendar(),
  ownerOf: (ags) => ownerOf(view, ags),
});

/** Municipalities that have ceased to exist need no cover. */
function lookOf(view: RegistryView, actor: Actor): Look {
  const ownOnly = actor.organisationKind === 'local_network';
  const today = view.today();
  const municipalities = view.snapshot.municipalities
    .filter(({ ags, retiredOn }) => (retiredOn === null || retiredOn > today) && (!ownOnly || view.networksOf(ags).includes(actor.organisationId)))
    .map(({ ags }) => ags);
  return { view, area: ownOnly ? actor.organisationId : '', municipalities };
}

/** The first active local network of the district, else the state office; empty when there is neither. */
function ownerOf(view: RegistryView, ags: string): string {
  const network = view.networksOf(ags).find((id) => view.organisation(id)?.active === true);
  return network ?? view.snapshot.organisations.find(({ kind, active }) => kind === 'state_office' && active)?.id ?? '';
}

const named = (view: RegistryView, id: string): { readonly id: string; readonly name: string } => ({ id, name: view.organisation(id)?.name ?? '' });

function placeOf(view: RegistryView, ags: string): { readonly ags: string; readonly name: string; readonly district: string } {
  const place = view.municipality(ags);
  return { ags, name: place?.name ?? '', district: place?.district ?? '' };
}

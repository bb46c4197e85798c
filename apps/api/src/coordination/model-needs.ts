import { Inject, Injectable } from '@nestjs/common';
import { LocalModels } from '#coordination';
import { DirectoryQueries, type RegistryView } from '#directory';
import { gapsOf, isKnown, localDayOf, modelsFor, MODEL_NEEDS, needsOf, unreachedThroughout, weekendAhead, type Actor, type CoverageGround, type DistrictFinding, type LocalDay, type PartOf } from '#domain';
import { TurnaroundQueries } from '#turnaround';
import { NOW } from '../services.js';
import { yearOfDistricts, type YearOfDistricts } from './district-years.js';
import type { ModelNeedsView } from './model.view.js';

/** Numbers of municipalities by district, from the registry alone. */
type Cover = ReadonlyMap<string, Pick<DistrictFinding, 'municipalities' | 'withoutWeekend' | 'withoutMen'>>;

/**
 * What districts lack, and which models of the library closed the same gap elsewhere. Read from the registry and from published figures: nothing of
 * a referral. The cover is computed once for each view of the registry and each weekend.
 */
@Injectable()
export class ModelNeeds {
  private readonly covers = new WeakMap<RegistryView, { readonly weekend: LocalDay; readonly cover: Cover }>();

  constructor(
    private readonly directory: DirectoryQueries,
    private readonly turnaround: TurnaroundQueries,
    private readonly models: LocalModels,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** A local network gets the districts of its own area; that a gap is closed elsewhere is looked at in the whole Land. */
  async needs(actor: Actor): Promise<ModelNeedsView> {
    const view = await this.directory.view();
    const { weekend, cover } = this.coverOf(view);
    const figures = await this.lastSettled(actor);
    const models = (await this.models.list(actor)).filter(({ state }) => state === 'released');
    const findings = [...cover].map(([districtAgs, counts]): DistrictFinding => ({ districtAgs, ...counts, declinedCapacity: declinedIn(figures, districtAgs) }));
    const needs = findings.flatMap(needsOf);
    const told = (ags: string): boolean => actor.organisationKind !== 'local_network' || view.snapshot.networkAreas.some((area) => area.organisationId === actor.organisationId && area.districtAgs === ags);
    return {
      weekend,
      year: figures?.year ?? null,
      needs: MODEL_NEEDS.flatMap((need) => {
        const having = needs.filter((each) => each.need === need);
        const inNeed = new Set(having.map(({ districtAgs }) => districtAgs));
        const without = new Set(findings.filter((finding) => isKnown(need, finding) && !inNeed.has(finding.districtAgs)).map(({ districtAgs }) => districtAgs));
        const districts = having.filter(({ districtAgs }) => told(districtAgs)).map(({ districtAgs: ags, part, of }) => ({ ags, name: view.districtName(ags) ?? '', part, of }));
        return districts.length === 0 ? [] : [{ need, districts: districts.sort((a, b) => a.name.localeCompare(b.name, 'de')), ...modelsFor(need, models, without) }];
      }),
    };
  }

  private coverOf(view: RegistryView): { readonly weekend: LocalDay; readonly cover: Cover } {
    const days = weekendAhead(this.now());
    const weekend = days[0]?.day ?? localDayOf(this.now());
    const kept = this.covers.get(view);
    if (kept?.weekend === weekend) return kept;
    const found = { weekend, cover: coverOf(view, days) };
    this.covers.set(view, found);
    return found;
  }

  /** The last year of which districts are told. */
  private async lastSettled(actor: Actor): Promise<YearOfDistricts | null> {
    const thisYear = Number(localDayOf(this.now()).slice(0, 4));
    for (const year of [thisYear - 1, thisYear - 2].map(String)) {
      const found = await yearOfDistricts(this.turnaround, actor, year);
      if (found.counts.size > 0) return found;
    }
    return null;
  }
}

function declinedIn(figures: YearOfDistricts | null, districtAgs: string): PartOf | null {
  const counts = figures?.counts.get(districtAgs);
  const [part, of] = [counts?.declinedCapacity ?? null, counts?.referrals ?? null];
  return part === null || of === null ? null : { part, of };
}

/** Who gets an alarm is not asked here. */
const nobody = (): string => '-';

function coverOf(view: RegistryView, days: ReturnType<typeof weekendAhead>): Cover {
  const today = view.today();
  const places = view.snapshot.municipalities.filter(({ retiredOn }) => retiredOn === null || retiredOn > today);
  const groundOf = (day: LocalDay): CoverageGround => ({ centres: view.routingCentres(day), municipalities: places.map(({ ags }) => ags), calendar: view.calendar(), ownerOf: nobody });
  const weekend = new Set(days.flatMap(({ day, hours }) => unreachedThroughout(groundOf(day), hours, 'women')));
  const men = new Set(gapsOf(groundOf(today), 'men').map(({ ags }) => ags));
  const districts = new Map<string, string[]>();
  for (const { ags, districtAgs } of places) districts.set(districtAgs, [...(districts.get(districtAgs) ?? []), ags]);
  return new Map([...districts].map(([key, all]) => [key, { municipalities: all.length, withoutWeekend: all.filter((ags) => weekend.has(ags)).length, withoutMen: all.filter((ags) => men.has(ags)).length }]));
}

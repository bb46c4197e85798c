import type { Actor, MeasureId } from '#domain';
import { yearsAround } from '#domain';
import type { NamedUse } from '#coordination';
import { TurnaroundRefused, type TurnaroundQueries } from '#turnaround';
import type { ModelEffectView, YearOfDistrictView } from './model.view.js';

/** What was published of the districts of a year, as far as the actor may read it; empty while nothing is told. */
export interface YearOfDistricts {
  readonly year: string;
  readonly counts: ReadonlyMap<string, Readonly<Partial<Record<MeasureId, number | null>>>>;
}

/** The districts of a year as they were published last; of a year that has not settled, or was never published, none. */
export async function yearOfDistricts(turnaround: TurnaroundQueries, actor: Actor, year: string): Promise<YearOfDistricts> {
  try {
    const { report } = await turnaround.published(actor, year);
    return { year, counts: new Map(report.regions.filter(({ level }) => level === 'district').map(({ key, counts }) => [key, counts])) };
  } catch (error) {
    if (error instanceof TurnaroundRefused) return { year, counts: new Map() };
    throw error;
  }
}

/** Each district of a model before it began there and with it, in published counts. */
export async function effectOf(turnaround: TurnaroundQueries, actor: Actor, { uses }: { readonly uses: readonly NamedUse[] }): Promise<readonly ModelEffectView[]> {
  const wanted = new Set(uses.flatMap(({ beganOn }) => Object.values(yearsAround(beganOn))));
  const years = new Map<string, YearOfDistricts>();
  for (const year of wanted) years.set(year, await yearOfDistricts(turnaround, actor, year));
  const told = (year: string, district: string): YearOfDistrictView => {
    const counts = years.get(year)?.counts.get(district);
    return { year, referrals: counts?.referrals ?? null, attempt24: counts?.attempt24 ?? null, attempt72: counts?.attempt72 ?? null };
  };
  return uses.map((use) => {
    const { before, after } = yearsAround(use.beganOn);
    return { ...use, before: told(before, use.districtAgs), after: told(after, use.districtAgs) };
  });
}

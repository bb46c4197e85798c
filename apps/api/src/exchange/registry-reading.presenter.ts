import type { CentreDraft, CentreRecord, ExchangeProblem, RegistryView } from '#directory';
import { toBaseViews, toProblemView } from '../directory/registry-proposal.presenter.js';
import type { CentreDto } from '../directory/registry-change.dto.js';
import type { EnteredCentre, RegistryReading } from './registry-reading.js';
import { MOST_PROBLEMS, type ReadingChangeView, type ReadingPlaceView, type ReadingProblemView, type RegistryReadingView } from './registry-reading.view.js';

/** A reading with the names of centres and municipalities. */
export function toReadingView(reading: RegistryReading, view: RegistryView): RegistryReadingView {
  const problems = [
    ...reading.fileProblems.map((problem) => toFileProblem(problem, view)),
    ...reading.registryProblems.map((problem): ReadingProblemView => ({ ...toProblemView(problem, view), column: null })),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const lines = new Map(reading.drafts.map(({ record, line }) => [record.code, line]));
  return {
    problems: problems.slice(0, MOST_PROBLEMS),
    problemsInAll: problems.length,
    changes: reading.entered.map((centre) => toChange(centre, reading.before.get(centre.code), lines.get(centre.code) ?? null, view)),
    unchanged: reading.unchanged,
    notMentioned: reading.notMentioned.map((code) => ({ code, name: reading.before.get(code)?.name ?? '' })),
    needsSecond: reading.needsSecond,
    needsUncoveredReason: reading.registryProblems.some(({ code, severity }) => code === 'leaves_uncovered' && severity === 'warned'),
    centres: reading.drafts.map(toCentre),
    bases: toBaseViews(reading.bases),
  };
}

const toFileProblem = ({ line, column, code, ags }: ExchangeProblem, view: RegistryView): ReadingProblemView => ({
  code, severity: 'refused', line, column, centre: null, ags: ags ?? null, municipality: ags === undefined ? null : (view.municipality(ags)?.name ?? null), targetGroup: null,
});

function toChange(centre: EnteredCentre, before: CentreRecord | undefined, line: number | null, view: RegistryView): ReadingChangeView {
  const { code, change, record } = centre;
  const place = (ags: string): ReadingPlaceView => ({ ags, name: view.municipality(ags)?.name ?? null });
  const { added, removed } = change === 'changed' ? centre.catchment : { added: record.catchment, removed: [] };
  return {
    code, change, before: before === undefined ? null : toCentre({ record: before, line: null }), after: toCentre({ record, line }),
    fields: change === 'changed' ? centre.fields.map(({ field }) => field) : [], catchmentAdded: added.map(place), catchmentRemoved: removed.map(place),
  };
}

const toCentre = ({ record, line }: CentreDraft): CentreDto => ({ ...record, ...(line === null ? {} : { line }) });

import { basesOf, overtaken, type RegistryBases, type RegistryChange, type RegistryProblem, type RegistryView } from '#directory';
import type { BaseDto } from './registry-change.dto.js';
import type { ProposalLineView, ProposalView, RegistryEffectView, RegistryProblemView } from './registry-proposal.view.js';
import type { ProposalRow } from './registry-proposals.js';

export const toBaseViews = (bases: RegistryBases): readonly BaseDto[] => Object.entries(bases).map(([subject, version]) => ({ subject, version }));

/** A problem with the name of its municipality. */
export const toProblemView = (problem: RegistryProblem, view: RegistryView): RegistryProblemView => ({
  ...problem,
  municipality: problem.ags === null ? null : (view.municipality(problem.ags)?.name ?? view.districtName(problem.ags)),
});

/** A proposal whole, as somebody of the state office sees it who looks at it now. */
export function toProposalView(row: ProposalRow, userId: string, view: RegistryView): ProposalView {
  return {
    ...common(row, userId),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at,
    warnings: row.warnings.map((problem) => toProblemView(problem, view)),
    overtaken: row.state === 'proposed' ? overtaken(row.bases, basesOf(view.snapshot, row.change)) : [],
    effect: row.effect === null || row.effect_at === null ? null : withNames(row.effect as RegistryEffectView, row.effect_at, view),
    ...partsOf(row.change),
  };
}

export function toProposalLine(row: ProposalRow, userId: string, view: RegistryView): ProposalLineView {
  return { ...common(row, userId), warnings: row.warnings.length, about: aboutOf(row.change, view), validFrom: validFromOf(row.change) };
}

const common = (row: ProposalRow, userId: string) => ({
  id: row.id, kind: row.kind, state: row.state, reason: row.reason, needsSecond: row.needs_second, own: row.proposed_by === userId,
  proposedBy: row.proposed_by_name, proposedAt: row.proposed_at,
});

function withNames(effect: RegistryEffectView, at: Date, view: RegistryView): RegistryEffectView {
  const { rehearsal } = effect;
  const municipalities = rehearsal?.municipalities.map((place) => ({ ...place, name: view.municipality(place.ags)?.name ?? null })) ?? [];
  return { ...effect, at, rehearsal: rehearsal === null ? null : { ...rehearsal, municipalities } };
}

function partsOf(change: RegistryChange): Pick<ProposalView, 'centres' | 'uncoveredReason' | 'agreement' | 'ruleSet' | 'calendar' | 'closure' | 'authority' | 'network'> {
  const none = { centres: null, uncoveredReason: null, agreement: null, ruleSet: null, calendar: null, closure: null, authority: null, network: null };
  switch (change.kind) {
    case 'centres':
      return { ...none, centres: change.drafts.map(({ record, line }) => ({ ...record, ...(line === null ? {} : { line }) })), uncoveredReason: change.uncoveredReason };
    case 'agreement':
      return { ...none, agreement: change as unknown as NonNullable<ProposalView['agreement']> };
    case 'rule_set':
      return { ...none, ruleSet: change.ruleSet };
    case 'calendar':
      return { ...none, calendar: { version: change.version, add: Object.entries(change.add).map(([day, name]) => ({ day, name })), remove: change.remove } };
    case 'authority':
      return { ...none, authority: change };
    case 'network':
      return { ...none, network: change };
    case 'closure':
      return { ...none, closure: { centreId: change.centreId, ...change.closure, coverCentreId: change.coverCentreId ?? null } };
  }
}

function aboutOf(change: RegistryChange, view: RegistryView): readonly string[] {
  const name = (id: string): string => view.organisation(id)?.name ?? '';
  switch (change.kind) {
    case 'centres':
      return change.drafts.map(({ record }) => record.name);
    case 'agreement':
      return [name(change.policeAuthorityId), name(change.centreId)];
    case 'rule_set':
      return [change.ruleSet.version];
    case 'calendar':
      return [change.version];
    case 'authority':
      return [name(change.policeAuthorityId)];
    case 'network':
      return [change.name];
    case 'closure':
      return [name(change.centreId)];
  }
}

function validFromOf(change: RegistryChange): string | null {
  if (change.kind === 'agreement') return change.validFrom;
  if (change.kind === 'rule_set') return change.ruleSet.validFrom;
  if (change.kind === 'closure') return change.closure.from;
  return change.kind === 'centres' ? (change.drafts.map(({ record }) => record.validFrom).sort()[0] ?? null) : null;
}

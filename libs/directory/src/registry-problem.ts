import { MODEL_CONTRADICTIONS, type TargetGroup } from '#domain';

/** What can speak against a change. */
export const REGISTRY_PROBLEMS = [
  'unknown_municipality', 'retired_municipality', 'overlapping_version', 'leaves_uncovered', 'agreement_shorter_than_escalation', 'escalation_out_of_order',
  'closure_without_cover', 'unknown_centre', 'shelter_address', 'calendar_day', 'rule_set_used', 'nothing_changes', 'in_the_past',
  'unknown_organisation', 'unknown_district', 'code_taken', 'district_without_network', ...MODEL_CONTRADICTIONS,
] as const;

/** One thing that speaks against a change, to the line and the municipality. `refused`: it cannot be; `warned`: it can, whoever enters it knows. */
export interface RegistryProblem {
  readonly code: (typeof REGISTRY_PROBLEMS)[number];
  readonly severity: 'refused' | 'warned';
  /** The line of the file, the header being 1; null where no file was read. */
  readonly line: number | null;
  /** The code of the centre. */
  readonly centre: string | null;
  /** Of a municipality, or of a district where it is about one. */
  readonly ags: string | null;
  readonly targetGroup: TargetGroup | null;
}

/** What a problem is about. */
export type About = Partial<Pick<RegistryProblem, 'line' | 'centre' | 'ags' | 'targetGroup'>>;
const problem = (severity: RegistryProblem['severity'], code: RegistryProblem['code'], about: About = {}): RegistryProblem => ({
  code, severity, line: null, centre: null, ags: null, targetGroup: null, ...about,
});
/** It cannot be. */
export const refused = (code: RegistryProblem['code'], about?: About): RegistryProblem => problem('refused', code, about);
/** It can be, by whoever knows it. */
export const warned = (code: RegistryProblem['code'], about?: About): RegistryProblem => problem('warned', code, about);

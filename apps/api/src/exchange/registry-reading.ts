import {
  basesOf, differenceOf, needsSecondPerson, problemsOf, readRegistryFile,
  type CentreDifference, type CentreDraft, type CentreRecord, type ExchangeProblem, type RegistryBases, type RegistryChange, type RegistryProblem, type RegistryView,
} from '#directory';
import { knownMunicipalities, newestRecords } from './registry-records.js';

export type EnteredCentre = Extract<CentreDifference, { readonly record: CentreRecord }>;

/** What a file would do to the registry. With one refused problem nothing of it can be proposed. */
export interface RegistryReading {
  readonly fileProblems: readonly ExchangeProblem[];
  readonly registryProblems: readonly RegistryProblem[];
  readonly before: ReadonlyMap<string, CentreRecord>;
  /** What would be entered or changed, in the order of the file. */
  readonly entered: readonly EnteredCentre[];
  readonly unchanged: number;
  readonly notMentioned: readonly string[];
  /** What a proposal would hold: of the entered centres only, so that taking over a file twice makes no empty version. */
  readonly drafts: readonly CentreDraft[];
  readonly bases: RegistryBases;
  readonly needsSecond: boolean;
}

/** Stands for the reason that the person has not given yet: with it, what is left without a centre is a warning. */
const REASON_TO_COME = '…';

/** Reads a file against the registry as it is. Stores nothing; a faulty file never throws. */
export async function readAgainst(view: RegistryView, bytes: Uint8Array): Promise<RegistryReading> {
  const { records, problems: fileProblems, lines } = await readRegistryFile(bytes, knownMunicipalities(view));
  const current = newestRecords(view);
  const { centres, notMentioned } = differenceOf(current, records);
  const entered = centres.filter((centre): centre is EnteredCentre => centre.change !== 'unchanged');
  const drafts = entered.map(({ record }) => ({ record, line: lines.get(record.code) ?? null }));
  const change: RegistryChange = { kind: 'centres', drafts, uncoveredReason: REASON_TO_COME };
  const found = drafts.length === 0 ? [] : problemsOf(view.snapshot, change);
  const faulty = fileProblems.length > 0 || found.some(({ severity }) => severity === 'refused');
  return {
    fileProblems,
    // What is left without a centre is known only when every line counts.
    registryProblems: faulty ? found.filter(({ severity }) => severity === 'refused') : found,
    before: new Map(current.map((record) => [record.code, record])),
    entered,
    unchanged: centres.length - entered.length,
    // A centre whose line is faulty is named all the same.
    notMentioned: fileProblems.length > 0 ? notMentioned.filter((code) => !lines.has(code)) : notMentioned,
    drafts: faulty ? [] : drafts,
    bases: faulty ? {} : basesOf(view.snapshot, change),
    needsSecond: !faulty && drafts.length > 0 && needsSecondPerson(view.snapshot, change),
  };
}

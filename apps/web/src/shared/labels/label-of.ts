import type { Option } from '../kern/field';

/** The message of every code of a list. */
export type Labels<Code extends string> = Readonly<Record<Code, () => string>>;

/** The word for a code; the code itself for one that this version of the app does not know. */
export function labelOf(labels: Readonly<Record<string, () => string>>, code: string): string {
  return Object.hasOwn(labels, code) ? (labels[code]?.() ?? code) : code;
}

/** Codes as the options of a field. */
export const optionsOf = <Code extends string>(labels: Labels<Code>, codes: readonly Code[]): readonly Option[] =>
  codes.map((code) => ({ value: code, label: labels[code]() }));

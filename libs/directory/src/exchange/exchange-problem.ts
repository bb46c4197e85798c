import { TABLE_PROBLEMS, type TableProblem } from '#tables';
import type { RegistryColumn } from './registry-columns.js';

/** What can be wrong with a registry file. A person reads a sentence for each, from the message catalogue. */
export const EXCHANGE_PROBLEMS = [
  ...TABLE_PROBLEMS,
  'unknown_kind',
  'unknown_target_group',
  'unknown_language',
  'unknown_ags',
  'retired_ags',
  'leading_zero_lost',
  'duplicate_code',
  'duplicate_ags',
  'bad_hours',
  'shelter_address',
] as const;
export type ExchangeProblemCode = (typeof EXCHANGE_PROBLEMS)[number];

/** One fault of a file. Never carries what stood in a cell, but for an AGS, which is a public key. */
export interface ExchangeProblem extends TableProblem<RegistryColumn, ExchangeProblemCode> {
  readonly ags?: string;
}

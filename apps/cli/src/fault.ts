import { ConfigurationFault } from './configuration.js';
import { CommandFailed } from './terminal.js';

/** What a failed command says and with which code it ends. Messages of the database are reduced to their code: they may quote a row. */
export function faultOf(error: unknown): { readonly line: string; readonly exitCode: number } {
  if (error instanceof CommandFailed) return { line: error.message, exitCode: error.exitCode };
  if (error instanceof ConfigurationFault) return { line: error.message, exitCode: 2 };
  if (!(error instanceof Error)) return { line: 'The command failed.', exitCode: 1 };
  // Commander has said its own line already; --help is no failure.
  if ('exitCode' in error && 'code' in error && String(error.code).startsWith('commander.'))
    return { line: '', exitCode: error.exitCode === 0 ? 0 : 2 };
  if ('code' in error && typeof error.code === 'string') return { line: `The command failed (${error.code}).`, exitCode: 1 };
  return { line: `The command failed: ${error.message}`, exitCode: 1 };
}

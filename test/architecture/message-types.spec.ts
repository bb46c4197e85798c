import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const PROJECT = 'apps/web/tsconfig.json';

/** A file that is only imagined, in the place of a page, that shows one message. */
const imagined = (message: string): { readonly path: string; readonly text: string } => ({
  path: join(process.cwd(), dirname(PROJECT), 'src/centre/imagined.ts'),
  text: `import { m } from '../generated/messages/messages.js';\nexport const text: string = ${message};\n`,
});

/** What the type check of the web app says of that file, in its own numbers. */
function faultsOf(message: string): readonly number[] {
  const { config } = ts.readConfigFile(PROJECT, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(PROJECT));
  const { path, text } = imagined(message);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...rest) => (name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile.call(host, name, ...rest));
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  const program = ts.createProgram([path], { ...options, types: [] }, host);
  const source = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ code }) => code);
}

const NO_SUCH_PROPERTY = 2339;
const UNKNOWN_INPUT = 2353;

describe('a text of the web app', () => {
  it('passes the type check when the catalogue has it', () => expect(faultsOf('m.action_cancel()')).toEqual([]));
  it('fails the type check when no catalogue has it', () => expect(faultsOf('m.no_such_message()')).toEqual([NO_SUCH_PROPERTY]));
  it('fails the type check when its input has another name', () => expect(faultsOf('m.bell_label({ number: 3 })')).toEqual([UNKNOWN_INPUT]));
});

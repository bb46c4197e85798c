import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * Writes the types of the API from the committed contract, before anything is compiled: a build never holds types of another
 * contract. Nothing is fetched. An unchanged file is left alone, so that a watching compiler rests.
 */
export function apiTypes({ contract, outfile }) {
  const write = async () => {
    const types = astToString(await openapiTS(pathToFileURL(contract), { immutable: true, alphabetize: true, silent: true }));
    mkdirSync(dirname(outfile), { recursive: true });
    if (textOf(outfile) !== types) writeFileSync(outfile, types);
  };
  return {
    name: 'zeitnah-api-types',
    buildStart: write,
    configureServer(server) {
      server.watcher.add(contract);
      server.watcher.on('change', (file) => void (file === contract && write()));
    },
  };
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

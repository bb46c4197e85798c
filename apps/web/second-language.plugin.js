import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'generated/messages/messages';
const MESSAGE = /[\\/]generated[\\/]messages[\\/]messages[\\/](?!_index)(\w+)\.js$/;
const CATALOGUE = 'virtual:english';

/** The text of a message in a language, as the message compiler wrote it: a function, or the bare words if it needs no input. */
function textOf(source, locale, file) {
  const body = new RegExp(`const ${locale}_\\w+ = /\\*\\* .*? \\*/ (\\(\\w*\\) => \\{[\\s\\S]*?\\n\\s*\\});`).exec(source)?.[1];
  if (body === undefined) throw new Error(`the message compiler writes ${file} in a way that is not known here`);
  const code = body.replace(/\/\*\*.*?\*\/ ?/g, '');
  const words = /^\(\) => \{\s*return \((`[^$]*`)\)\s*\}$/.exec(code)?.[1];
  return words ?? code;
}

/**
 * Lets each page carry its texts in German alone. The compiler puts both languages into every message; in the build, the English half
 * goes into one catalogue of its own, loaded once by whoever reads English (see shared/locale/english.ts).
 * `src` is the folder of the app's sources.
 */
export const secondLanguage = ({ src }) => {
  const folder = join(src, FOLDER);
  const numbers = new Map();
  // The server of developers shows the messages as they were compiled, both languages in each.
  let split = true;
  return {
    name: 'zeitnah-second-language',
    enforce: 'pre',
    configResolved({ command }) {
      split = command === 'build';
    },
    resolveId: (id) => (id === CATALOGUE ? join(src, 'generated/messages/english.js') : undefined),
    load(id) {
      if (id !== join(src, 'generated/messages/english.js')) return undefined;
      if (!split) return 'export default [];';
      const texts = namesIn(folder, numbers).map((name) => textOf(readFileSync(join(folder, `${name}.js`), 'utf8'), 'en', name));
      return `import * as registry from './registry.js';\nexport default [\n${texts.join(',\n')}\n];`;
    },
    transform(source, id) {
      const name = MESSAGE.exec(id.split('?', 1)[0])?.[1];
      if (name === undefined || !split) return undefined;
      namesIn(folder, numbers);
      const imports = source.includes('registry.plural') ? "import * as registry from '../registry.js';\n" : '';
      const says = `/*#__PURE__*/ says(${numbers.get(name)}, ${textOf(source, 'de', name)})`;
      const exported = [...source.matchAll(/export (?:const (\w+) =|\{ (\w+) as "?([\w.]+)"? \})/g)];
      if (exported.length !== 1 || exported[0][1] === undefined) throw new Error(`${name} does not export one message`);
      return { code: `${imports}import { says } from '${join(src, 'shared/locale/says')}';\nexport const ${exported[0][1]} = ${says};`, map: null };
    },
  };
};

/** The messages in the order of their names; a message's place is its number in the catalogue. */
function namesIn(folder, numbers) {
  const names = readdirSync(folder).filter((file) => file.endsWith('.js') && file !== '_index.js').map((file) => file.slice(0, -3)).sort();
  names.forEach((name, number) => numbers.set(name, number));
  return names;
}

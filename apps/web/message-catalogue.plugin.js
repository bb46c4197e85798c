/**
 * Reads messages/<locale>.json for the message compiler; nothing is fetched from outside the project.
 * A message is a text with {placeholders}, or {"one": …, "other": …}, chosen by the plural of its input `count`.
 */
const PLACEHOLDER = /\{([a-zA-Z]+)\}/g;

function toPattern(text) {
  const pattern = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) pattern.push({ type: 'text', value: text.slice(end, match.index) });
    pattern.push({ type: 'expression', arg: { type: 'variable-reference', name: match[1] } });
    end = match.index + match[0].length;
  }
  if (end < text.length || pattern.length === 0) pattern.push({ type: 'text', value: text.slice(end) });
  return pattern;
}

const namesIn = (message) => {
  const texts = typeof message === 'string' ? [message] : ['{count}', ...Object.values(message)];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((match) => match[1])))];
};

const PLURAL = {
  type: 'local-variable',
  name: 'countPlural',
  value: {
    type: 'expression',
    arg: { type: 'variable-reference', name: 'count' },
    annotation: { type: 'function-reference', name: 'plural', options: [] },
  },
};

function variantsOf(id, locale, message) {
  const variant = (matches, text) => ({ messageBundleId: id, messageLocale: locale, matches, pattern: toPattern(text) });
  if (typeof message === 'string') return [variant([], message)];
  return Object.entries(message).map(([category, text]) =>
    variant(category === 'other' ? [{ type: 'catchall-match', key: 'countPlural' }] : [{ type: 'literal-match', key: 'countPlural', value: category }], text),
  );
}

export default {
  key: 'plugin.zeitnah.messageCatalogue',
  toBeImportedFiles: ({ settings }) => settings.locales.map((locale) => ({ locale, path: `./messages/${locale}.json` })),
  importFiles: ({ files }) => {
    const bundles = new Map();
    const messages = [];
    const variants = [];
    for (const { locale, content } of files) {
      for (const [id, message] of Object.entries(JSON.parse(new TextDecoder().decode(content)))) {
        const plural = typeof message !== 'string';
        const names = new Set([...namesIn(message), ...(bundles.get(id)?.names ?? [])]);
        bundles.set(id, { names, plural: plural || (bundles.get(id)?.plural ?? false) });
        messages.push({ bundleId: id, locale, selectors: plural ? [{ type: 'variable-reference', name: 'countPlural' }] : [] });
        variants.push(...variantsOf(id, locale, message));
      }
    }
    const declare = ({ names, plural }) => [...[...names].map((name) => ({ type: 'input-variable', name })), ...(plural ? [PLURAL] : [])];
    return { bundles: [...bundles].map(([id, bundle]) => ({ id, declarations: declare(bundle) })), messages, variants };
  },
};

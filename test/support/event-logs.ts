/** A trace as a reader of an event log finds it. */
export interface ReadCase {
  readonly id: string;
  readonly events: readonly { readonly activity: string; readonly at: Date }[];
}

/** What was read, and every rule of the format that the file breaks. */
export interface ReadLog {
  readonly problems: readonly string[];
  readonly cases: readonly ReadCase[];
  /** What the log says of itself. */
  readonly about: ReadonlyMap<string, string>;
}

type Json = Readonly<Record<string, unknown>>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const isInstant = (value: unknown): boolean => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
const isText = (value: unknown): boolean => typeof value === 'string';
const objectsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/**
 * Reads OCEL 2.0 as JSON. The rules are those of the published JSON schema and of the specification's text (every type declared, every reference to something that is
 * there, every attribute of its declared type), written anew: the schema's licence is not told, so no copy of it is kept.
 */
export function readOcel(file: string): ReadLog {
  const log = JSON.parse(file) as Json;
  const problems: string[] = [];
  const need = (holds: boolean, rule: string): void => void (holds || problems.includes(rule) || problems.push(rule));
  for (const part of ['eventTypes', 'objectTypes', 'events', 'objects']) need(Array.isArray(log[part]), `${part} is a list`);
  const types = { events: declared(log['eventTypes'], need), objects: declared(log['objectTypes'], need) };
  const objects = objectsIn(log['objects']);
  const events = objectsIn(log['events']);
  const ids = new Set(objects.map(({ id }) => id));
  need(ids.size === objects.length && new Set(events.map(({ id }) => id)).size === events.length, 'an id is given once');
  for (const [kind, items] of [['objects', objects], ['events', events]] as const) {
    for (const item of items) {
      need(isText(item['id']) && isText(item['type']), `${kind} have id and type`);
      need(types[kind].has(String(item['type'])), `the type of ${kind} is declared`);
      if (kind === 'events') need(isInstant(item['time']), 'events have a time');
      for (const attribute of objectsIn(item['attributes'])) {
        need(isText(attribute['name']) && isText(attribute['value']), 'attributes have name and value, both text');
        if (kind === 'objects') need(isInstant(attribute['time']), 'attributes of objects have a time');
        need(types[kind].get(String(item['type']))?.has(String(attribute['name'])) === true, 'attributes are declared');
      }
      for (const relation of objectsIn(item['relationships'])) {
        need(isText(relation['objectId']) && isText(relation['qualifier']), 'relationships have objectId and qualifier');
        need(ids.has(relation['objectId']), 'relationships lead to an object');
      }
    }
  }
  return { problems, cases: casesOf(objects, events), about: new Map(objectsIn(objects.find(({ type }) => type === 'publication')?.['attributes']).map(({ name, value }) => [String(name), String(value)])) };
}

function declared(types: unknown, need: (holds: boolean, rule: string) => void): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    objectsIn(types).map(({ name, attributes }) => {
      need(isText(name) && Array.isArray(attributes), 'types have name and attributes');
      for (const attribute of objectsIn(attributes)) need(['string', 'time', 'integer', 'float', 'boolean'].includes(String(attribute['type'])), 'attributes have one of the five types');
      return [String(name), new Set(objectsIn(attributes).map((attribute) => String(attribute['name'])))];
    }),
  );
}

function casesOf(objects: readonly Json[], events: readonly Json[]): readonly ReadCase[] {
  const found = new Map(objects.filter(({ type }) => type === 'referral').map(({ id }) => [String(id), [] as { activity: string; at: Date }[]]));
  for (const event of events)
    for (const { objectId } of objectsIn(event['relationships'])) found.get(String(objectId))?.push({ activity: String(event['type']), at: new Date(String(event['time'])) });
  return [...found].map(([id, own]) => ({ id, events: own }));
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

const TYPED: Readonly<Record<string, (value: string) => boolean>> = {
  string: () => true, date: isInstant, int: (value) => /^-?\d+$/.test(value), float: (value) => value !== '' && !Number.isNaN(Number(value)), boolean: (value) => /^(true|false|0|1)$/.test(value), id: () => true,
};
const NAME = /^[\w:][\w:.-]*$/;
const NC_NAME = /^[A-Za-z_][\w.-]*$/;
const ATTRIBUTES = [...Object.keys(TYPED), 'list'];

/** Reads XES. The rules are those of the XML schema of IEEE 1849, written anew for the same reason: which elements stand where and in which order, with which attributes of which type. */
export function readXes(file: string): ReadLog {
  const problems: string[] = [];
  const need = (holds: boolean, rule: string): void => void (holds || problems.includes(rule) || problems.push(rule));
  const log = elementOf(file, need);
  need(log.name === 'log' && /^\d+(\.\d+)?$/.test(log.attributes['xes.version'] ?? ''), 'the root is a log with a decimal version');
  need(log.attributes['xmlns'] === undefined, 'elements have no namespace');
  inOrder(log, [['extension'], ['global'], ['classifier'], ATTRIBUTES, ['trace'], ['event']], need);
  for (const each of log.children) {
    const { name, attributes } = each;
    if (name === 'extension') need(NC_NAME.test(attributes['name'] ?? '') && NC_NAME.test(attributes['prefix'] ?? '') && URL.canParse(attributes['uri'] ?? ''), 'an extension has name, prefix and uri');
    if (name === 'classifier') need(NC_NAME.test(attributes['name'] ?? '') && attributes['keys'] !== undefined, 'a classifier has name and keys');
    if (name === 'trace') inOrder(each, [ATTRIBUTES, ['event']], need);
    if (name === 'global' || name === 'event') inOrder(each, [ATTRIBUTES], need);
    for (const part of [each, ...each.children.filter((child) => child.name === 'event')]) attributesOf(part, need);
  }
  attributesOf(log, need);
  const prefixes = new Set(log.children.filter(({ name }) => name === 'extension').map(({ attributes }) => attributes['prefix']));
  for (const key of keysOf(log)) need(!key.includes(':') || prefixes.has(key.split(':')[0]), 'the prefix of a key is that of an extension');
  return {
    problems,
    cases: log.children.filter(({ name }) => name === 'trace').map((trace) => ({ id: valueOf(trace, 'concept:name'), events: trace.children.filter(({ name }) => name === 'event').map((event) => ({ activity: valueOf(event, 'concept:name'), at: new Date(valueOf(event, 'time:timestamp')) })) })),
    about: new Map(log.children.filter(({ name }) => name === 'string').map(({ attributes }) => [attributes['key'] ?? '', attributes['value'] ?? ''])),
  };
}

const keysOf = ({ attributes, children }: Element): readonly string[] => [...(attributes['key'] === undefined ? [] : [attributes['key']]), ...children.flatMap(keysOf)];
const valueOf = ({ children }: Element, key: string): string => children.find(({ attributes }) => attributes['key'] === key)?.attributes['value'] ?? '';

function inOrder({ name, children }: Element, order: readonly (readonly string[])[], need: (holds: boolean, rule: string) => void): void {
  const places = children.map((child) => order.findIndex((names) => names.includes(child.name)));
  need(places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0)), `a ${name} holds what it may, in order`);
}

function attributesOf({ children }: Element, need: (holds: boolean, rule: string) => void): void {
  for (const { name, attributes } of children) if (name in TYPED) need(NAME.test(attributes['key'] ?? '') && TYPED[name]?.(attributes['value'] ?? '') === true, 'an attribute has a key and a value of its type');
}

const TOKEN = /<\?xml[^?]*\?>|<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>|[^<]+/y;

/** A small reader of XML without comments, processing instructions and mixed text; what it cannot read it says. */
function elementOf(file: string, need: (holds: boolean, rule: string) => void): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < file.length) {
    const token = TOKEN.exec(file);
    if (token === null) {
      need(false, 'the file is well-formed');
      break;
    }
    const [whole, closing, name = '', attributes = '', empty] = token;
    if (name === '') need(whole.startsWith('<?xml') || whole.trim() === '', 'no text between elements');
    else if (closing === '/') need(open.pop()?.name === name, 'every element ends where it began');
    else {
      const entries = [...attributes.matchAll(/([\w.:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)] as const);
      need(new Set(entries.map(([key]) => key)).size === entries.length, 'an attribute is given once');
      const element: Element = { name, attributes: Object.fromEntries(entries), children: [] };
      open.at(-1)?.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  need(open.length === 1 && root.children.length === 1, 'there is one root');
  return root.children[0] ?? root;
}

const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** A fault of the text itself, found before any rule of a field is asked. */
export interface JsonFault {
  readonly pointer: string;
  readonly code: 'duplicate_key' | 'forbidden_character' | 'broken_unicode' | 'too_many_items' | 'unknown_key';
}

/** The text is no JSON, or nested deeper than anything we accept. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
  constructor(readonly code: 'malformed_json' | 'too_deep' | 'broken_unicode') {
    super(code);
  }
}

export interface StrictJson {
  readonly value: unknown;
  readonly faults: readonly JsonFault[];
}

export const MAX_DEPTH = 8;
export const MAX_ITEMS = 100;
/** Names with a meaning of their own to JavaScript; never a field of ours. */
const POISONOUS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Reads JSON as strictly as a form needs it: valid UTF-8, depth and lists bounded, no key twice, no NUL or control character, no
 * half of a surrogate pair, no character that turns the direction of a line. Strings come out in NFC, so that equal-looking
 * names are equal.
 */
export function parseStrictJson(bytes: Buffer, maxItems = MAX_ITEMS): StrictJson {
  const text = decode(bytes);
  if (text.trim() === '') return { value: undefined, faults: [] };
  const faults: JsonFault[] = [...duplicateKeys(text)];
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    throw new UnreadableBody('malformed_json');
  }
  return { value: cleaner(maxItems, faults)(value, ''), faults };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableBody('broken_unicode');
  }
}

function cleaner(maxItems: number, faults: JsonFault[]): (value: unknown, pointer: string) => unknown {
  const clean = (value: unknown, pointer: string): unknown => {
    if (typeof value === 'string') return cleanText(value, pointer, faults);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      if (value.length > maxItems) faults.push({ pointer, code: 'too_many_items' });
      return value.slice(0, maxItems).map((item, index) => clean(item, `${pointer}/${index}`));
    }
    const cleaned: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (POISONOUS.includes(key)) faults.push({ pointer, code: 'unknown_key' });
      else cleaned[key] = clean(item, `${pointer}/${pointerStep(key)}`);
    }
    return cleaned;
  };
  return clean;
}

function cleanText(text: string, pointer: string, faults: JsonFault[]): string {
  const code = refusedCharacter(text);
  if (code === undefined) return text.normalize('NFC');
  faults.push({ pointer, code });
  return '';
}

/** Why a text is refused for one of its characters; `undefined` for an ordinary text. */
export function refusedCharacter(text: string): 'forbidden_character' | 'broken_unicode' | undefined {
  if (/\p{Surrogate}/u.test(text)) return 'broken_unicode';
  return CONTROL.test(text) ? 'forbidden_character' : undefined;
}

// Controls (C0, DEL, C1), line and paragraph separators, direction overrides and isolates, non-characters at the end of the plane.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

/** A key as a part of a JSON pointer. Somebody typed it, so one that cannot be a name of ours is not repeated. */
export const pointerStep = (key: string): string => (/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(key) ? key : '-');

interface Frame {
  readonly pointer: string;
  /** Null inside a list. */
  readonly keys: Set<string> | null;
  index: number;
  key: string;
}

/**
 * Walks the text once, looking at structure only: `JSON.parse` keeps the last of two equal keys silently, and two readers of one
 * body that disagree about a value are how checks are got around.
 */
function duplicateKeys(text: string): JsonFault[] {
  const faults: JsonFault[] = [];
  const frames: Frame[] = [];
  let expectKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const frame = frames.at(-1);
    switch (text[at]) {
      case '{':
      case '[': {
        if (frames.length >= MAX_DEPTH) throw new UnreadableBody('too_deep');
        const here = frame === undefined ? '' : `${frame.pointer}/${frame.keys === null ? frame.index : pointerStep(frame.key)}`;
        expectKey = text[at] === '{';
        frames.push({ pointer: here, keys: expectKey ? new Set() : null, index: 0, key: '' });
        break;
      }
      case '}':
      case ']':
        frames.pop();
        expectKey = false;
        break;
      case ',':
        if (frame !== undefined) frame.index += 1;
        expectKey = frame !== undefined && frame.keys !== null;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (expectKey && frame?.keys) {
          frame.key = unescapeKey(text.slice(at, end + 1));
          if (frame.keys.has(frame.key)) faults.push({ pointer: `${frame.pointer}/${pointerStep(frame.key)}`, code: 'duplicate_key' });
          frame.keys.add(frame.key);
          expectKey = false;
        }
        at = end;
        break;
      }
      default:
    }
  }
  return faults;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  throw new UnreadableBody('malformed_json');
}

function unescapeKey(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw new UnreadableBody('malformed_json');
  }
}

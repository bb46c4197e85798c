import { createHash } from 'node:crypto';

/** One text for one meaning: keys in order, no blanks, nulls and absent values alike. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** SHA-256 of the canonical text, in hex: by it a repeated request is told from another one under the same key. */
export const hashOfRequest = (body: unknown): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

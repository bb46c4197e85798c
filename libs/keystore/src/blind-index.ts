import { createHmac, hkdfSync } from 'node:crypto';

/**
 * A keyed hash that finds a text again without holding it: 32 bytes, the same for the same text of one organisation, unlike between two.
 * Whoever holds the database but not the root key can neither read nor test a guess.
 */
export function blindIndex(rootKey: Buffer, organisationId: string, text: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', rootKey, organisationId, 'blind-index v1', 32));
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

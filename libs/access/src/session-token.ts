import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A new session's token: 256 random bits, 43 characters. It says nothing and stands in no table. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

/** True for the shape of a token; everything else is refused before the database is asked. */
export const isSessionToken = (text: string | undefined): text is string => text !== undefined && TOKEN.test(text);

/** What is stored of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The second token, bound to the session: our own pages can read it, a foreign page that makes the browser send the cookie cannot. */
export const csrfTokenOf = (token: string): string => createHmac('sha256', token).update('csrf-token v1').digest('base64url');

/** Compares in constant time. */
export function isCsrfTokenOf(token: string, presented: string | undefined): boolean {
  const wanted = Buffer.from(csrfTokenOf(token));
  const given = Buffer.from(presented ?? '');
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

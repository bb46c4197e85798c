import { isSessionToken } from './session-token.js';

/** The cookie's name says how it was set: a browser takes `__Host-` only over HTTPS, for this host and for all paths. */
export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-zeitnah' : 'zeitnah');

/** Attributes of the cookie; without an age it ends with the browser, and the server ends it earlier. */
export const sessionCookieOptions = (secure: boolean) => ({ httpOnly: true, secure, sameSite: 'strict', path: '/' }) as const;

/** The session token of a `Cookie` header, or `undefined`. A header that names the cookie twice is not guessed at. */
export function sessionTokenOf(cookieHeader: string | undefined, secure: boolean): string | undefined {
  if (cookieHeader === undefined) return undefined;
  const prefix = `${sessionCookieName(secure)}=`;
  const found = cookieHeader.split(';').map((part) => part.trim()).filter((part) => part.startsWith(prefix));
  const token = found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
  return isSessionToken(token) ? token : undefined;
}

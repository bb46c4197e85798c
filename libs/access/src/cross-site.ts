import { AccessDenied } from './access-errors.js';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** True for a method that changes something. */
export const isUnsafeMethod = (method: string): boolean => !SAFE_METHODS.includes(method);

/** The headers by which a browser says where a request comes from; a program that is no browser sends none. */
export interface RequestOrigin {
  readonly method: string;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/**
 * Refuses a change that a foreign page asks for. Second line behind `SameSite=Strict`, third is the csrf token; sign-in has only
 * the first two, because nobody is signed in yet.
 */
export function refuseCrossSite(request: RequestOrigin, publicOrigin: string): void {
  if (!isUnsafeMethod(request.method)) return;
  const site = request.secFetchSite;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AccessDenied('cross_site');
  if (request.origin === undefined || request.origin === publicOrigin) return;
  if (URL.parse(request.origin)?.host !== request.host || request.host === undefined) throw new AccessDenied('cross_site');
}

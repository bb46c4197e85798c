import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { may } from '#domain';
import { AccessDenied, NotSignedIn } from './access-errors.js';
import { isUnsafeMethod, refuseCrossSite } from './cross-site.js';
import { policyOf, type PolicyMark } from './policy.decorator.js';
import type { RateLimits } from './rate-limits.js';
import { sessionTokenOf } from './session-cookie.js';
import type { SessionService, SignedIn } from './session.service.js';
import { isCsrfTokenOf } from './session-token.js';

/** What the guard reads of a request, and what it leaves on it. */
export interface ActingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The person of the session; absent on a route that is open to anybody. */
  signedIn?: SignedIn | undefined;
  /** The session's token, for what is bound to it (sign-out, csrf token). */
  sessionToken?: string | undefined;
}

export interface AccessGuardOptions {
  readonly sessions: Pick<SessionService, 'find'>;
  readonly limits: Pick<RateLimits, 'requested'>;
  readonly publicOrigin: string;
  readonly cookieSecure: boolean;
}

/**
 * Before every handler, in this order: the mark (none: refused), where the request comes from, who is signed in, the csrf token
 * of a change, the role, the rate. Whether the row is theirs is asked afterwards, in the use case and again in SQL.
 */
export class AccessGuard implements CanActivate {
  constructor(private readonly options: AccessGuardOptions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const mark = policyOf(context.getHandler() as () => unknown);
    if (mark === undefined) throw new AccessDenied('policy_missing');
    const header = (name: string): string | undefined => [request.headers[name] ?? []].flat()[0];
    refuseCrossSite({ method: request.method, secFetchSite: header('sec-fetch-site'), origin: header('origin'), host: header('host') }, this.options.publicOrigin);
    if (may('anonymous', mark.action)) return true;
    await this.admit(request, mark, header);
    return true;
  }

  private async admit(request: ActingRequest, mark: PolicyMark, header: (name: string) => string | undefined): Promise<void> {
    const token = sessionTokenOf(header('cookie'), this.options.cookieSecure);
    // A page that polls, or waits on the stream, must not keep the session of an abandoned desk alive.
    const active = isUnsafeMethod(request.method) || (mark.action !== 'stream.read' && header('x-background') === undefined);
    const signedIn = await this.options.sessions.find(token, active);
    if (token === undefined || signedIn === null) throw new NotSignedIn();
    if (isUnsafeMethod(request.method) && !isCsrfTokenOf(token, header('x-csrf-token'))) throw new AccessDenied('csrf_token');
    if (!may(signedIn.actor.role, mark.action)) throw new AccessDenied('not_your_role');
    await this.options.limits.requested(signedIn.actor.userId);
    request.signedIn = signedIn;
    request.sessionToken = token;
  }
}

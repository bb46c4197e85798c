export { AccessDenied, NotSignedIn, TooManyRequests, WrongCredentials, type DenialReason } from './access-errors.js';
export { AccessGuard, type AccessGuardOptions, type ActingRequest } from './access.guard.js';
export { Acting, Session, SessionToken } from './acting.decorator.js';
export { DEFAULT_PASSWORD_COST, PasswordHasher, hashPassword, type PasswordCost } from './password-hasher.js';
export { POLICY, Policy, policyOf, publishedPolicy, type AuditEventName, type PolicyMark, type PublishedPolicy, type RecordedBy } from './policy.decorator.js';
export { DEFAULT_RATE_LIMITS, RateLimits, networkOf, type Limit, type RateLimitOptions, type RateLimitRules } from './rate-limits.js';
export { sessionCookieName, sessionCookieOptions, sessionTokenOf } from './session-cookie.js';
export {
  DEFAULT_SESSION_RULES,
  SessionService,
  type Account,
  type SessionRules,
  type SessionServiceOptions,
  type SignInEvent,
  type SignInRequest,
  type SignedIn,
} from './session.service.js';
export { csrfTokenOf, hashOfToken } from './session-token.js';
export { UnmarkedHandlers, foundHandlers, refuseUnmarked, type FoundHandler } from './unmarked-handlers.js';

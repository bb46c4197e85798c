/** Nobody is signed in, or the session has ended. The caller cannot tell which. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
  constructor() {
    super('not_signed_in');
  }
}

/** E-mail address and password do not belong together; the same for an unknown address. */
export class WrongCredentials extends Error {
  override readonly name = 'WrongCredentials';
  constructor() {
    super('wrong_credentials');
  }
}

/** `policy_missing`: the handler carries no mark and therefore never opens. */
export type DenialReason = 'not_your_role' | 'policy_missing' | 'cross_site' | 'csrf_token';

/** The person is known, the request is not for them, or it does not come from our own pages. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
  constructor(readonly reason: DenialReason) {
    super(reason);
  }
}

/** Too many tries or requests; the wait is in whole seconds. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  constructor(readonly retryAfterSeconds: number) {
    super('too_many_requests');
  }
}

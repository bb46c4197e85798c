import passport from 'passport';
import { Strategy as PasswordStrategy } from 'passport-local';

/** Finds who a credential belongs to; nobody is `null`, and why is never told. */
type Find<Credential extends unknown[], Subject> = (...credential: Credential) => Promise<Subject | null>;

/** The strategy behind every request with a session: the opaque token is the whole credential. */
class SessionStrategy<Subject extends object> extends passport.Strategy {
  constructor(private readonly find: Find<[token: string, active: boolean], Subject>) {
    super();
  }

  override authenticate(request: unknown): void {
    const { token, active } = request as { readonly token: string | undefined; readonly active: boolean };
    const found = token === undefined ? Promise.resolve(null) : this.find(token, active);
    found.then(
      (subject) => (subject === null ? this.fail(401) : this.success(subject)),
      (error: unknown) => this.error(error),
    );
  }
}

/**
 * The two ways in, as strategies of passport: e-mail address with password (a step of the sign-in, never the whole of a
 * request) and the session cookie. Each instance has strategies of its own; passport's shared object is not touched.
 */
export class Authenticator<Account extends object, Session extends object> {
  private readonly passport = new passport.Passport();

  constructor(findAccount: Find<[email: string, password: string, requestId: string], Account>, findSession: Find<[token: string, active: boolean], Session>) {
    const fields = { usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true } as const;
    const password = new PasswordStrategy(fields, (request, email, secret, done) => {
      const { requestId } = request as unknown as { readonly requestId: string };
      findAccount(email, secret, requestId).then((account) => done(null, account ?? false), done);
    });
    this.passport.use('password', password).use('session', new SessionStrategy(findSession));
  }

  byPassword({ email, password, requestId }: { readonly email: string; readonly password: string; readonly requestId: string }): Promise<Account | null> {
    // A bare object instead of the request: the strategy would otherwise look for credentials in the query string too.
    return this.ask<Account>('password', { body: { email, password }, query: {}, requestId });
  }

  bySession(token: string | undefined, active: boolean): Promise<Session | null> {
    return this.ask<Session>('session', { token, active });
  }

  private ask<Subject extends object>(strategy: string, request: object): Promise<Subject | null> {
    return new Promise((resolve, reject) => {
      const answered = (error: unknown, subject?: Subject | false): void => {
        if (error) reject(error as Error);
        else resolve(subject || null);
      };
      const middleware = this.passport.authenticate(strategy, { session: false }, answered) as (request: object, response: object, next: (error: unknown) => void) => void;
      middleware(request, {}, answered);
    });
  }
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '#domain';
import { NotSignedIn } from './access-errors.js';
import type { ActingRequest } from './access.guard.js';
import type { SignedIn } from './session.service.js';

/** The signed-in person of the request, as the guard found it. */
export const Session = createParamDecorator((_: undefined, context: ExecutionContext): SignedIn => signedInOf(context));

/** Who acts: person, role and organisation of the session, never of the request's own text. */
export const Acting = createParamDecorator((_: undefined, context: ExecutionContext): Actor => signedInOf(context).actor);

/** The token of the running session. */
export const SessionToken = createParamDecorator((_: undefined, context: ExecutionContext): string => {
  const { sessionToken } = context.switchToHttp().getRequest<ActingRequest>();
  if (sessionToken === undefined) throw new NotSignedIn();
  return sessionToken;
});

function signedInOf(context: ExecutionContext): SignedIn {
  const { signedIn } = context.switchToHttp().getRequest<ActingRequest>();
  if (signedIn === undefined) throw new NotSignedIn();
  return signedIn;
}

import { HttpCode, applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotSignedIn, type ActingRequest } from '#access';
import type { Actor } from '#domain';
import { expectedVersionOf, idOfAddress } from '../http/header.decorator.js';
import { Answers } from '../http/responses.js';
import { ReferralView } from './referral.view.js';

/** Who lets an event happen, to which referral, seen in which version. */
export interface EventRequest {
  readonly actor: Actor;
  readonly referralId: string;
  readonly expectedVersion: number;
  readonly requestId: string;
  /** Told when the referral has left the sight of whoever caused the event: the answer is then 204. */
  outOfSight(): void;
}

type HttpRequest = ActingRequest & Parameters<typeof expectedVersionOf>[0];

/** Reads the four from the session, the address and `If-Match`. */
export const RequestOf = createParamDecorator((_: undefined, context: ExecutionContext): EventRequest => {
  const request = context.switchToHttp().getRequest<HttpRequest>();
  if (request.signedIn === undefined) throw new NotSignedIn();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  return {
    actor: request.signedIn.actor,
    referralId: idOfAddress(request, 'id'),
    expectedVersion: expectedVersionOf(request),
    requestId: request.id,
    outOfSight: () => void reply.status(204),
  };
});

/** What all events share in the OpenAPI document: the referral, the version, and the new representation as the answer. */
export const AboutReferral = (summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiOperation({ summary }),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' }),
    Answers(ReferralView),
    ApiNoContentResponse({ description: 'It happened, and the referral now belongs to another centre.' }),
  );

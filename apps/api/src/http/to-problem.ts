import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { AccessDenied, NotSignedIn, TooManyRequests, WrongCredentials } from '#access';
import { InvalidLocalModel, LocalModelRefused, MeetingChangedMeanwhile, MeetingNotFound, MeetingRefused, OnwardRefused, PlanEntryRefused, PlanNotFound, PlanOvertaken, SecondPersonNeeded, ShelterNotFound } from '#coordination';
import { ExpelledContactRefused, ExpelledNotFound, ExpelledOvertaken, ExpelledRefused } from '#expelled';
import type { Alternative } from '#directory';
import { InvalidCursor } from '#persistence';
import { ContactReadRefused, IdempotencyKeyReused, InvalidInput, NobodyToReferTo, ReferralNotFound, ReferralRefused, StaleVersion } from '#referrals';
import { TurnaroundRefused } from '#turnaround';
import { hotlineWords } from '../routing/hotline-words.js';
import { isDatabaseAway } from './database-away.js';
import { ProposalRefused } from '../directory/registry-proposals.js';
import { HeaderRefused } from './header.decorator.js';
import { UnacceptableInput, type FieldError } from './input-pipe.js';
import { ClosureWithoutCover, type UncoveredPlace } from '../own-centre/uncovered-place.js';
import type { ProblemCode } from './problems.js';
import { UnreadableBody } from './strict-json.js';

/** What is answered: the code and what belongs to it, never a value that came in. */
export interface Problem {
  readonly code: ProblemCode;
  readonly errors?: readonly FieldError[];
  /** Whole seconds, for the header `Retry-After`. */
  readonly retryAfter?: number;
  /** The version to read first (412). */
  readonly currentVersion?: number;
  /** Who would have nobody open, by place and target group (closure_without_cover). */
  readonly uncovered?: readonly UncoveredPlace[];
  /** Where no centre can be proposed: whom to telephone. From the registry, nothing of the request. */
  readonly wayOut?: { readonly alternatives: readonly Alternative[]; readonly hotline: string };
}

const RETRY_AFTER_SECONDS = 2;
const FASTIFY: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_ASYNC_CONSTRAINT: 'not_found',
};
const STATUS: Readonly<Record<number, ProblemCode>> = { 400: 'bad_request', 404: 'not_found', 405: 'not_found', 413: 'body_too_large', 414: 'not_found', 415: 'not_json', 503: 'unavailable' };

/** Which answer an error gets. Anything that nobody foresaw is `internal`: its text stays inside. */
export function toProblem(error: unknown): Problem {
  return ofAccess(error) ?? ofUseCase(error) ?? ofMeeting(error) ?? ofExpelled(error) ?? ofInput(error) ?? ofFramework(error) ?? (isDatabaseAway(error) ? { code: 'unavailable', retryAfter: RETRY_AFTER_SECONDS } : { code: 'internal' });
}

function ofAccess(error: unknown): Problem | undefined {
  if (error instanceof NotSignedIn) return { code: 'not_signed_in' };
  if (error instanceof WrongCredentials) return { code: 'wrong_credentials' };
  if (error instanceof AccessDenied) return { code: error.reason === 'not_your_role' ? 'not_permitted' : error.reason };
  if (error instanceof TooManyRequests) return { code: 'too_many_requests', retryAfter: error.retryAfterSeconds };
  return undefined;
}

function ofUseCase(error: unknown): Problem | undefined {
  if (error instanceof ReferralNotFound) return { code: 'not_found' };
  if (error instanceof NobodyToReferTo) return { code: error.code, wayOut: { alternatives: error.alternatives, hotline: hotlineWords(error.hotline) } };
  if (error instanceof ReferralRefused || error instanceof ContactReadRefused) return { code: error.code };
  if (error instanceof StaleVersion) return { code: 'stale_version', currentVersion: error.current };
  if (error instanceof ClosureWithoutCover) return { code: 'closure_without_cover', uncovered: error.uncovered };
  if (error instanceof IdempotencyKeyReused) return { code: 'idempotency_key_reused' };
  if (error instanceof InvalidCursor) return { code: 'invalid_input', errors: [{ pointer: '/query/cursor', code: 'malformed' }] };
  if (error instanceof TurnaroundRefused) return { code: error.code };
  if (error instanceof SecondPersonNeeded) return { code: 'second_person' };
  if (error instanceof OnwardRefused) return { code: error.code };
  if (error instanceof PlanNotFound || error instanceof ShelterNotFound) return { code: 'not_found' };
  if (error instanceof PlanOvertaken) return { code: 'stale_version', currentVersion: error.current };
  if (error instanceof PlanEntryRefused) return { code: 'invalid_input', errors: error.faults };
  if (error instanceof ProposalRefused) return { code: error.code };
  if (error instanceof LocalModelRefused) return { code: error.code, ...(error.current === null ? {} : { currentVersion: error.current }) };
  if (error instanceof InvalidLocalModel) return { code: 'invalid_input', errors: error.faults };
  if (error instanceof InvalidInput) return { code: 'invalid_input', errors: error.errors };
  return undefined;
}

function ofMeeting(error: unknown): Problem | undefined {
  if (error instanceof MeetingNotFound) return { code: 'not_found' };
  if (error instanceof MeetingChangedMeanwhile) return { code: 'stale_version', currentVersion: error.current };
  return error instanceof MeetingRefused ? { code: error.code } : undefined;
}

function ofExpelled(error: unknown): Problem | undefined {
  if (error instanceof ExpelledNotFound) return { code: 'not_found' };
  if (error instanceof ExpelledOvertaken) return { code: 'stale_version', currentVersion: error.current };
  return error instanceof ExpelledRefused || error instanceof ExpelledContactRefused ? { code: error.code } : undefined;
}

function ofInput(error: unknown): Problem | undefined {
  if (error instanceof UnacceptableInput) return { code: 'invalid_input', errors: error.errors };
  if (error instanceof HeaderRefused) return { code: error.code };
  if (error instanceof UnreadableBody) return error.code === 'malformed_json' ? { code: 'malformed_json' } : { code: 'invalid_input', errors: [{ pointer: '', code: error.code }] };
  return undefined;
}

function ofFramework(error: unknown): Problem | undefined {
  if (error instanceof HttpException) return { code: STATUS[error.getStatus()] ?? 'internal' };
  const code = types.isNativeError(error) && 'code' in error ? FASTIFY[String(error.code)] : undefined;
  return code === undefined ? undefined : { code };
}

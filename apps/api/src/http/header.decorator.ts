import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ReferralNotFound } from '#referrals';
import { isId } from './fields.js';

/** A header without which the request is not taken, is absent or unreadable. */
export class HeaderRefused extends Error {
  override readonly name = 'HeaderRefused';
  constructor(readonly code: 'version_missing' | 'version_malformed' | 'idempotency_key_missing' | 'idempotency_key_malformed') {
    super(code);
  }
}

/** What is read of a request besides its body. */
export interface AddressedRequest {
  readonly id: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: unknown;
}

const requestOf = (context: ExecutionContext): AddressedRequest => context.switchToHttp().getRequest<AddressedRequest>();
const headerOf = (request: AddressedRequest, name: string): string | undefined => [request.headers[name] ?? []].flat()[0];

/** The version that the person had before their eyes, from `If-Match: "<version>"`. */
export function expectedVersionOf(request: AddressedRequest): number {
  const header = headerOf(request, 'if-match');
  if (header === undefined) throw new HeaderRefused('version_missing');
  const version = /^"([1-9]\d{0,8})"$/.exec(header)?.[1];
  if (version === undefined) throw new HeaderRefused('version_malformed');
  return Number(version);
}

/** The id of the address. One that cannot be an id answers like one that does not exist. */
export function idOfAddress(request: AddressedRequest, name: string): string {
  const id = (request.params as Readonly<Record<string, string | undefined>>)[name];
  if (!isId(id)) throw new ReferralNotFound();
  return id;
}

/** The key under which a repeated request is recognised: 8 to 64 characters that the client makes up. */
export const IdempotencyKey = createParamDecorator((_: undefined, context: ExecutionContext): string => {
  const header = headerOf(requestOf(context), 'idempotency-key');
  if (header === undefined) throw new HeaderRefused('idempotency_key_missing');
  if (!/^[A-Za-z0-9_.:-]{8,64}$/.test(header)) throw new HeaderRefused('idempotency_key_malformed');
  return header;
});

/** The unsent form that becomes this report, from `Report-Draft`; null where none is named. What cannot be an id names none. */
export const ReportDraftId = createParamDecorator((_: undefined, context: ExecutionContext): string | null => {
  const header = headerOf(requestOf(context), 'report-draft');
  return isId(header) ? header : null;
});

/** The id in the address of the request. */
export const IdOfAddress = createParamDecorator((name: string, context: ExecutionContext): string => idOfAddress(requestOf(context), name));

/** The id under which the log and the trail know this request. */
export const RequestId = createParamDecorator((_: undefined, context: ExecutionContext): string => requestOf(context).id);

/** The version that the person had before their eyes. */
export const ExpectedVersion = createParamDecorator((_: undefined, context: ExecutionContext): number => expectedVersionOf(requestOf(context)));

import createClient from 'openapi-fetch';
import type { paths } from '../../generated/api/openapi';
import type { Alternative } from './views';
import type { Answer, Body, Method, Options, OptionsOf, PathOf } from './contract';

/** One field that the API refused: a JSON pointer into the body and a stable code. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
}

/** Whom to telephone where no centre can be proposed. */
export interface WayOut {
  readonly alternatives: readonly Alternative[];
  readonly hotline: string;
}

/** The API answered with a problem document. Nothing was changed. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly errors: readonly FieldProblem[],
    readonly wayOut: WayOut | null = null,
  ) {
    super(code);
  }
}

/** No answer came: the network is away, or the server is. Whether the request arrived is unknown. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

// Lives in the memory of the tab only, like everything else that belongs to a session.
let csrfToken: string | null = null;
let whenSessionEnds: () => void = () => undefined;

/** Keeps the token that every unsafe request sends back; null forgets it. */
export function keepCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Calls `listener` whenever the API says that the session has ended. */
export function onSessionEnd(listener: () => void): void {
  whenSessionEnds = listener;
}

let whenSent: () => () => void = () => () => undefined;
/** Calls `listener` as something goes out that a person did, and what it returns once that was answered: it prolongs the session. */
export function onSessionUse(listener: () => () => void): void {
  whenSent = listener;
}

let isThere = (): boolean => true;
/** Asks `somebody` whether a person is at the page; what the page asks by itself while nobody is there is marked so, and prolongs nothing. */
export function onPresence(somebody: () => boolean): void {
  isThere = somebody;
}

function headersOf(method: Method, { version, idempotencyKey, reportDraft, contentType }: Options): Record<string, string> {
  return {
    accept: 'application/json',
    ...(isThere() ? {} : { 'x-background': '1' }),
    ...(method === 'GET' || csrfToken === null ? {} : { 'x-csrf-token': csrfToken }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(reportDraft === undefined ? {} : { 'report-draft': reportDraft }),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
  };
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as { code?: unknown; errors?: unknown } & Partial<WayOut>;
  const errors = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
  return new ApiProblem(response.status, typeof body.code === 'string' ? body.code : `http_${response.status}`, errors, wayOutOf(body));
}

const wayOutOf = ({ alternatives, hotline }: Partial<WayOut>): WayOut | null => (alternatives === undefined || hotline === undefined ? null : { alternatives, hotline });

const client = createClient<paths>({ credentials: 'same-origin', cache: 'no-store' });
client.use({
  async onResponse({ response, schemaPath }) {
    if (response.status >= 502 && response.status <= 504) throw new ConnectionLost();
    if (response.status === 401 && schemaPath !== '/api/v1/session') whenSessionEnds();
    if (!response.ok) throw await problemOf(response);
  },
});

/** A request that was called off, and an answer of the API, go on as they are; everything else means that no whole answer came. */
function toReason(error: unknown): unknown {
  const known = error instanceof ApiProblem || error instanceof ConnectionLost || (error instanceof DOMException && error.name === 'AbortError');
  return known ? error : new ConnectionLost();
}

/**
 * Sends one request of the contract to the API and answers its body. Never cached, never retried here. Path, body and answer are
 * those of docs/openapi.json; what an operation demands (a version, a key) has to be given.
 * Throws ApiProblem for an answer that refuses, ConnectionLost when no answer came or the server is away (502 to 504).
 */
export async function request<M extends Method, P extends PathOf<M>>(method: M, path: P, ...[given]: OptionsOf<M, P>): Promise<Answer<M, P>> {
  return (await exchange(method, path, given ?? {}, 'json')) as Answer<M, P>;
}

/** Sends one request whose answer is a file: the printed sheet. Throws as `request` does. */
export async function requestPrint(id: string, body: Body<'POST', '/referrals/{id}/prints'>): Promise<Blob> {
  return (await exchange('POST', '/referrals/{id}/prints', { path: { id }, body }, 'blob')) as Blob;
}

/** Sends a file to where the API reads or takes one. Throws as `request` does. */
export async function requestFile<P extends '/directory/imports/readings' | '/helpline/readings' | '/helpline/imports'>(path: P, file: Blob, contentType: string, signal: AbortSignal): Promise<Answer<'POST', P>> {
  return (await exchange('POST', path, { body: file, contentType, signal }, 'json')) as Answer<'POST', P>;
}

/** As `requestFile`, of a file with measures of a plan. */
export async function requestPlanReading(id: string, file: Blob, contentType: string, signal: AbortSignal): Promise<Answer<'POST', '/coordination/plans/{id}/readings'>> {
  return (await exchange('POST', '/coordination/plans/{id}/readings', { path: { id }, body: file, contentType, signal }, 'json')) as Answer<'POST', '/coordination/plans/{id}/readings'>;
}

async function exchange(method: Method, path: string, given: Options, parseAs: 'json' | 'blob'): Promise<unknown> {
  const { path: inPath, query, body, signal, ...head } = given;
  const headers = headersOf(method, head);
  const answered = method === 'GET' && 'x-background' in headers ? () => undefined : whenSent();
  const asItIs = head.contentType === undefined ? {} : { bodySerializer: (file: unknown) => file };
  const init = { params: { path: inPath, query }, headers, body, signal, parseAs, ...asItIs };
  // The contract's types end here: of a generic operation the client cannot know which parameters it takes.
  const send = client.request as unknown as (method: Lowercase<Method>, path: string, init: object) => Promise<{ readonly data?: unknown }>;
  try {
    const { data } = await send(method.toLowerCase() as Lowercase<Method>, `/api/v1${path}`, init);
    answered();
    return data;
  } catch (error) {
    if (error instanceof ApiProblem && error.status !== 401) answered();
    throw toReason(error);
  }
}

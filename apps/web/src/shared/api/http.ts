/** One field that the API refused: a JSON pointer into the body and a stable code. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
}

/** The API answered with a problem document. Nothing was changed. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly errors: readonly FieldProblem[],
  ) {
    super(code);
  }
}

/** No answer came: the network is away, or the server is. Whether the request arrived is unknown. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface RequestOptions {
  readonly body?: unknown;
  /** The version that the person has before their eyes. */
  readonly version?: number;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'DELETE';

const ROOT = '/api/v1';

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

/** A person who has touched nothing for this long is not there; what the page then asks by itself is marked so. */
const THERE_FOR_MS = 60_000;
let lastTouch = 0;
for (const touch of ['pointerdown', 'keydown']) window.addEventListener(touch, () => (lastTouch = performance.now()), { capture: true, passive: true });

function headersOf(method: Method, options: RequestOptions): Record<string, string> {
  return {
    accept: 'application/json',
    ...(performance.now() - lastTouch > THERE_FOR_MS ? { 'x-background': '1' } : {}),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(method === 'GET' || csrfToken === null ? {} : { 'x-csrf-token': csrfToken }),
    ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
    ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
  };
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as { code?: unknown; errors?: unknown };
  const errors = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
  return new ApiProblem(response.status, typeof body.code === 'string' ? body.code : `http_${response.status}`, errors);
}

/**
 * Sends one request to the API and answers its body. Never cached, never retried here.
 * Throws ApiProblem for an answer that refuses, ConnectionLost when no answer came or the server is away (502 to 504).
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await fetch(`${ROOT}${path}`, {
    method,
    headers: headersOf(method, options),
    credentials: 'same-origin',
    cache: 'no-store',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ConnectionLost();
  });
  if (response.status >= 502 && response.status <= 504) throw new ConnectionLost();
  if (response.status === 401 && path !== '/session') whenSessionEnds();
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json().catch(() => undefined)) as T;
}

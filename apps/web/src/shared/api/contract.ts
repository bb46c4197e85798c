import type { components, paths } from '../../generated/api/openapi';

/** The shapes of the contract by name: views are answered, DTOs are sent. */
export type Schemas = components['schemas'];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Prefixed<P extends string> = `/api/v1${P}` & keyof paths;
type Operation<M extends Method, P extends string> = Lowercase<M> extends infer Key ? (Key extends keyof paths[Prefixed<P>] ? NonNullable<paths[Prefixed<P>][Key]> : never) : never;

/** The addresses below /api/v1 that know this method. */
export type PathOf<M extends Method> = {
  [Full in keyof paths]: Full extends `/api/v1${infer P}` ? (paths[Full] extends Readonly<Record<Lowercase<M>, object>> ? P : never) : never;
}[keyof paths];

type Parameters<O, In extends string> = O extends { readonly parameters: infer All } ? (In extends keyof All ? NonNullable<All[In]> : never) : never;
type JsonIn<Content> = Content extends { readonly content: { readonly 'application/json': infer Body } } ? Body : never;
type Responses<O> = O extends { readonly responses: infer All } ? All : never;

/** What an operation takes in the body; never, where it takes none. */
export type Body<M extends Method, P extends string> = Operation<M, P> extends { readonly requestBody: infer Content } ? JsonIn<Content> : never;

/** What an operation answers when it succeeds; undefined stands for an answer without content. */
export type Answer<M extends Method, P extends string> =
  Responses<Operation<M, P>> extends infer All
    ? { [Status in keyof All]: Status extends 200 | 201 ? JsonIn<All[Status]> : Status extends 204 ? undefined : never }[keyof All]
    : never;

/** What may go with a request, whichever it is. */
export interface Options {
  /** Values for the places in the address. */
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  /** Of a body that is a file and goes out as it is. */
  readonly contentType?: string | undefined;
  /** The version that the person has before their eyes. */
  readonly version?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  /** The unsent form that this report was. */
  readonly reportDraft?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Demanded<Name extends string, Value> = [Value] extends [never] ? unknown : Readonly<Record<Name, Value>>;
type Query<O> = [Parameters<O, 'query'>] extends [never] ? unknown : object extends Parameters<O, 'query'> ? { readonly query?: Parameters<O, 'query'> } : { readonly query: Parameters<O, 'query'> };
type Header<O, Name extends string, Value> = [Parameters<O, 'header'>] extends [never] ? never : Name extends keyof Parameters<O, 'header'> ? Value : never;
type Headers<O> = Demanded<'version', Header<O, 'If-Match', number>> & Demanded<'idempotencyKey', Header<O, 'Idempotency-Key', string>> &
  ('Report-Draft' extends keyof Parameters<O, 'header'> ? { readonly reportDraft?: string } : unknown);

/** What has to go with this request, and what may. */
export type OptionsFor<M extends Method, P extends string> = { readonly signal?: AbortSignal } & Demanded<'path', Parameters<Operation<M, P>, 'path'>> &
  Demanded<'body', Body<M, P>> &
  Query<Operation<M, P>> &
  Headers<Operation<M, P>>;

/** The last parameter of a request: only where the operation demands nothing may it be left out. */
export type OptionsOf<M extends Method, P extends string> = object extends OptionsFor<M, P> ? [options?: OptionsFor<M, P>] : [options: OptionsFor<M, P>];

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { PublishedPolicy } from '#access';
import { PROBLEMS, type ProblemCode } from '../http/problems.js';
import { typeOf } from '../http/problem.filter.js';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;
type JsonObject = { [key: string]: Json };
interface Operation extends JsonObject {
  responses: JsonObject;
}

/** Builds the OpenAPI 3.1 document of the application: its routes, their policies (`x-policy`), the privacy class of every field (`x-pii`) and every refusal. */
export function buildOpenApi(app: NestFastifyApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Zeitnah')
    .setDescription('Carries a referral from the police to a counselling centre and watches the deadlines of the prompt contact.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('zeitnah', { type: 'apiKey', in: 'cookie', name: '__Host-zeitnah' }, 'session')
    .build();
  const operationIdFactory = (controller: string, method: string): string => `${controller.replace(/Controller$/, '')}_${method}`;
  const document = SwaggerModule.createDocument(app, settings, { operationIdFactory }) as unknown as JsonObject;
  const schemas = schemasOf(document);
  requireAnswered(schemas);
  schemas['Problem'] = problemSchema();
  for (const [path, methods] of Object.entries(document['paths'] as Record<string, Record<string, Operation>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      describeIds(operation);
      describeRefusals(operation, method, path);
    }
  }
  return withNullTypes(document) as unknown as OpenAPIObject;
}

/** An answer holds every field that its view declares; what may be empty is null, never absent (`present`). */
function requireAnswered(schemas: JsonObject): void {
  for (const [name, schema] of Object.entries(schemas as Record<string, JsonObject>)) {
    if (name.endsWith('View') && schema['properties'] !== undefined) schema['required'] = Object.keys(schema['properties'] as JsonObject);
  }
}

/** What stands in an address is an id. */
function describeIds(operation: Operation): void {
  for (const parameter of (operation['parameters'] ?? []) as JsonObject[]) {
    if (parameter['in'] === 'path') parameter['schema'] = { type: 'string', ...(parameter['schema'] as JsonObject | undefined) };
  }
}

/** Every operation as `METHOD /path` in OpenAPI's form. */
export function operationsOf(document: OpenAPIObject): string[] {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}

function schemasOf(document: JsonObject): JsonObject {
  const components = (document['components'] ??= {}) as JsonObject;
  return (components['schemas'] ??= {}) as JsonObject;
}

function problemSchema(): JsonObject {
  const text = { type: 'string', 'x-pii': 'none' };
  return {
    type: 'object',
    description: 'RFC 9457. Never holds a value that came in.',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { ...text, examples: [typeOf('stale_version')] },
      title: { ...text, description: 'One sentence, German or English by Accept-Language.' },
      status: { type: 'integer', 'x-pii': 'none' },
      code: { ...text, enum: Object.keys(PROBLEMS) },
      instance: { ...text, description: 'The request. Absent in a 404: every 404 has the same bytes.' },
      alternatives: {
        type: 'array',
        description: 'With centre_not_eligible, where no centre at all can be proposed: the nearest ones to ask by telephone, at most three.',
        'x-pii': 'none',
        items: { $ref: '#/components/schemas/AlternativeView' },
      },
      hotline: { ...text, description: 'With alternatives: a helpline, name and number.' },
      currentVersion: { type: 'integer', description: 'With stale_version: the version to read first.', 'x-pii': 'none' },
      uncovered: {
        type: 'array',
        description: 'With closure_without_cover: for whom, and where, nobody would be open.',
        'x-pii': 'none',
        items: { type: 'object', required: ['ags', 'municipality', 'targetGroup'], properties: { ags: text, municipality: text, targetGroup: text } },
      },
      errors: {
        type: 'array',
        'x-pii': 'none',
        items: { type: 'object', required: ['pointer', 'code'], properties: { pointer: { ...text, description: 'JSON pointer into the body; /query/… for a parameter.' }, code: text } },
      },
    },
  };
}

/** Which refusals an operation can meet follows from what it takes and whom it is open to. */
function describeRefusals(operation: Operation, method: string, path: string): void {
  const policy = operation['x-policy'] as unknown as PublishedPolicy;
  const changes = method !== 'get';
  const codes: ProblemCode[] = ['too_many_requests', 'unavailable'];
  if (!policy.anonymous) {
    codes.push('not_signed_in', 'not_permitted');
    operation['security'] = [{ session: [] }];
  }
  if (changes) codes.push('malformed_json', 'not_permitted', 'body_too_large', 'not_json');
  if (path.includes('{')) codes.push('not_found');
  if (operation['requestBody'] !== undefined || /"in":"query"/.test(JSON.stringify(operation['parameters'] ?? []))) codes.push('invalid_input');
  if (policy.action.startsWith('referral.') && changes) codes.push('not_from_here');
  if (policy.action === 'contact.read') codes.push('purpose_not_open');
  if (path.includes('/events/')) codes.push('version_missing', 'stale_version');
  if (policy.action === 'session.create') codes.push('wrong_credentials');
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    operation.responses[String(status)] ??= { description: MEANING[status] ?? 'Refused.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  }
}

const MEANING: Readonly<Record<number, string>> = {
  400: 'Not readable.',
  401: 'Nobody is signed in.',
  403: 'Not for this role, or not from our own pages.',
  404: 'Unknown, or of another organisation: the same answer.',
  409: 'Refused by a rule; nothing was changed. `code` says which.',
  412: 'Changed meanwhile; read again.',
  413: 'Larger than 64 KB; where the registry is written as a whole, than 5 MB.',
  415: 'Not application/json; where a file is read, neither CSV nor XLSX.',
  422: 'One entry per field that is not acceptable; nothing was stored.',
  428: 'If-Match is missing.',
  429: 'Too many requests; see Retry-After.',
  503: 'Temporarily unavailable; nothing was changed. See Retry-After.',
};

/** OpenAPI 3.1 has no `nullable`: null is a type of its own. */
function withNullTypes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withNullTypes);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as JsonObject;
  const mapped = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, withNullTypes(item)])) as JsonObject;
  if (nullable !== true) return mapped;
  if (typeof mapped['type'] === 'string') {
    const withNull = { ...mapped, type: [mapped['type'], 'null'] };
    return Array.isArray(mapped['enum']) ? { ...withNull, enum: [...mapped['enum'], null] } : withNull;
  }
  const { allOf, $ref, ...others } = mapped;
  return { ...others, anyOf: [...((allOf as Json[] | undefined) ?? [{ $ref }]), { type: 'null' }] };
}

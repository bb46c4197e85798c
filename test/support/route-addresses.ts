import type { FoundHandler } from '#access';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** `METHOD /path` of a handler, in OpenAPI's form; several when its controller answers under several addresses. */
export function addressesOf({ controller, handler }: FoundHandler): string[] {
  const method = METHODS[Reflect.getMetadata('method', handler) as number];
  return partsOf(controller).flatMap((above) =>
    partsOf(handler).map((below) => `${method} /${[above, below].filter((each) => each !== '').join('/')}`.replaceAll(/:(\w+)/g, '{$1}')),
  );
}

const partsOf = (of: object): string[] => [Reflect.getMetadata('path', of) as string | string[]].flat().map((path) => path.replaceAll(/^\/|\/$/g, ''));

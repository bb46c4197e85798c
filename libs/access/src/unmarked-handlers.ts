import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { policyOf, type PolicyMark } from './policy.decorator.js';

/** A method that answers a route, and its mark. */
export interface FoundHandler {
  /** Class and method, for the person who has to add the mark. */
  readonly name: string;
  readonly controller: Function;
  readonly handler: Function;
  readonly mark: PolicyMark | undefined;
}

/** Every route handler of the running application, marked or not, in the order of discovery. */
export function foundHandlers(discovery: DiscoveryService, scanner: MetadataScanner): FoundHandler[] {
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, Function>;
    return scanner
      .getAllMethodNames(prototype)
      .map((method) => ({ method, handler: prototype[method] }))
      .filter((found): found is { method: string; handler: Function } => found.handler !== undefined && Reflect.hasMetadata('path', found.handler))
      .map(({ method, handler }) => ({ name: `${metatype.name}.${method}`, controller: metatype, handler, mark: policyOf(handler as () => unknown) }));
  });
}

/** Stops the start when a handler carries no mark; the message says which and what to add. */
export function refuseUnmarked(handlers: readonly FoundHandler[]): void {
  const unmarked = handlers.filter(({ mark }) => mark === undefined).map(({ name }) => name);
  if (unmarked.length > 0) throw new UnmarkedHandlers(unmarked);
}

/** Handlers without `@Policy`. */
export class UnmarkedHandlers extends Error {
  override readonly name = 'UnmarkedHandlers';
  constructor(readonly handlers: readonly string[]) {
    super(`Add @Policy(action, audit event) to: ${handlers.join(', ')}`);
  }
}

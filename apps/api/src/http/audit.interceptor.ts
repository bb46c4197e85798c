import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import { policyOf, type ActingRequest } from '#access';
import { appendAudit } from '#audit';
import type { TenantDatabase } from '#persistence';
import { isId } from './fields.js';
import type { AddressedRequest } from './header.decorator.js';

/** Milliseconds in which a person who looks at the same referral again leaves no second entry: an open page asks every half minute. */
const SAME_VIEW = 300_000;
const VIEWS_KEPT = 10_000;

/**
 * Writes the entry of a read that no use case writes, before its answer leaves: no entry, no answer. Reads of contact data are
 * not among them; those are written one by one where they are opened.
 */
export class AuditInterceptor implements NestInterceptor {
  private readonly views = new Map<string, number>();

  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const mark = policyOf(context.getHandler() as () => unknown);
    const request = context.switchToHttp().getRequest<ActingRequest & AddressedRequest>();
    if (mark?.recordedBy !== 'answer' || request.signedIn === undefined) return next.handle();
    const { actor } = request.signedIn;
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.record(request, actor, mark.audit);
        return answer;
      }),
    );
  }

  private async record(request: AddressedRequest, actor: NonNullable<ActingRequest['signedIn']>['actor'], action: string): Promise<void> {
    const { id } = (request.params ?? {}) as { readonly id?: string };
    const referralId = action.startsWith('referral.') && isId(id) ? id : null;
    const view = `${action}|${actor.userId}|${referralId}`;
    if (referralId !== null && performance.now() - (this.views.get(view) ?? -Infinity) < SAME_VIEW) return;
    await this.database.inTenant(actor, (tx) =>
      appendAudit(tx, {
        chain: referralId ?? actor.organisationId, at: this.now(), actorId: actor.userId, organisationId: actor.organisationId, role: actor.role, action,
        referralId, fields: [], purpose: null, decision: 'allowed', requestId: request.id,
      }),
    );
    if (referralId === null) return;
    if (this.views.size >= VIEWS_KEPT) this.views.clear();
    this.views.set(view, performance.now());
  }
}

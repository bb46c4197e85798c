import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import { policyOf, type ActingRequest } from '#access';
import { appendAudit } from '#audit';
import type { TenantDatabase } from '#persistence';
import { isId } from './fields.js';
import type { AddressedRequest } from './header.decorator.js';

/** Writes the entry of a read that no use case writes, before its answer leaves: no entry, no answer. */
export class AuditInterceptor implements NestInterceptor {
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
    await this.database.inTenant(actor, (tx) =>
      appendAudit(tx, {
        chain: referralId ?? actor.organisationId, at: this.now(), actorId: actor.userId, organisationId: actor.organisationId, role: actor.role, action,
        referralId, fields: [], purpose: null, decision: 'allowed', requestId: request.id,
      }),
    );
  }
}

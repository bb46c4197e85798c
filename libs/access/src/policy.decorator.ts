import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { HUMAN_ROLES, may, type Action } from '#domain';

/** Under this key the mark stands on the handler. */
export const POLICY = 'zeitnah:policy';

/**
 * Who writes the audit event of a route. `use_case`: in the transaction of the change or of the read of contact data.
 * `answer`: the interceptor, before a successful answer leaves. `log`: no row; the request log is the trace, because nothing of
 * a referral is told.
 */
export type RecordedBy = 'use_case' | 'answer' | 'log';

/** The name of an audit event: what happened, as `noun.participle`. */
export type AuditEventName = `${string}.${string}`;

/** What a handler is for: the one thing the guard asks about, and the trace it leaves. */
export interface PolicyMark {
  readonly action: Action;
  readonly audit: AuditEventName;
  readonly recordedBy: RecordedBy;
}

/** The mark as the OpenAPI document shows it (`x-policy`): roles come from the domain's table, not from a second list. */
export interface PublishedPolicy extends PolicyMark {
  readonly anonymous: boolean;
  readonly roles: readonly string[];
}

/**
 * Opens a handler to the roles that the domain's policy names for the action. A handler without it refuses, and the start of
 * the API stops: closed unless opened.
 */
export function Policy(action: Action, audit: AuditEventName, recordedBy: RecordedBy = 'use_case'): MethodDecorator {
  const mark: PolicyMark = { action, audit, recordedBy };
  return applyDecorators(SetMetadata(POLICY, mark), ApiExtension('x-policy', publishedPolicy(mark)));
}

/** The mark with the roles that it opens to. */
export function publishedPolicy(mark: PolicyMark): PublishedPolicy {
  return { ...mark, anonymous: may('anonymous', mark.action), roles: HUMAN_ROLES.filter((role) => may(role, mark.action)) };
}

/** The mark of a handler, or `undefined`. */
export function policyOf(handler: (...args: never[]) => unknown): PolicyMark | undefined {
  return Reflect.getMetadata(POLICY, handler) as PolicyMark | undefined;
}

import { useMutation } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { request } from '../../shared/api/http';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { PageTitle } from '../../shared/kern/page-title';
import { localised } from '../../shared/locale/locale';

/** Recomputes the chain of the audit trail and says whether anything was changed afterwards. */
export const AuditPage = localised(function AuditPage() {
  const verification = useMutation({ mutationFn: () => request('POST', '/audit/verifications', { body: {} }) });
  const result = verification.data;
  return (
    <div className="page page--narrow">
      <PageTitle>{m.audit_title()}</PageTitle>
      <p className="page__lead kern-body">{m.audit_lead()}</p>
      <div>
        <Button look="primary" disabled={verification.isPending} onClick={() => verification.mutate()}>
          {m.audit_verify()}
        </Button>
      </div>
      {verification.isError ? <Alert kind="warning" title={m.load_failed_text()} takesFocus /> : null}
      {result === undefined ? null : result.broken.length === 0 ? (
        <Alert kind="success" title={m.audit_intact({ events: result.events, chains: result.chains })} takesFocus />
      ) : (
        <Alert kind="danger" title={m.audit_broken({ count: result.broken.length })} takesFocus />
      )}
    </div>
  );
});

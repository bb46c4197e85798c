import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { referralQuery } from '../api/queries';
import type { ReferralView } from '../api/views';
import { Alert } from '../kern/alert';
import { Button } from '../kern/button';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';

/** Loads a referral and shows it; unknown, foreign and sealed ones look alike. */
export function WithReferral({ id, children }: { readonly id: string; readonly children: (referral: ReferralView) => ReactNode }) {
  const query = useQuery(referralQuery(id));
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Loading />;
  const unknown = query.error instanceof ApiProblem && (query.error.status === 404 || query.error.status === 422);
  return (
    <div className="page page--narrow">
      <PageTitle>{unknown ? m.not_found_title() : m.load_failed_title()}</PageTitle>
      <Alert kind="warning" title={unknown ? m.not_found_text() : m.load_failed_text()} />
      {unknown ? null : (
        <div>
          <Button onClick={() => void query.refetch()}>{m.action_retry()}</Button>
        </div>
      )}
    </div>
  );
}

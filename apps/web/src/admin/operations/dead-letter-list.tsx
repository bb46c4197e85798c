import { useQuery, useQueryClient } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { request } from '../../shared/api/http';
import { deadLettersQuery, operationsQuery } from '../../shared/api/queries';
import { Alert } from '../../shared/kern/alert';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { DataTable } from '../../shared/kern/data-table';
import { Loading } from '../../shared/kern/loading';
import { toDateTime } from '../../shared/time/format';

/** Mails and jobs that failed for good, each with a button to try again. */
export function DeadLetterList() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const query = useQuery(deadLettersQuery);
  const retry = async (id: string): Promise<void> => {
    await request('POST', '/queue/dead-letters/{id}/retry', { path: { id } });
    announce(m.queue_retried());
    for (const { queryKey } of [deadLettersQuery, operationsQuery]) await client.invalidateQueries({ queryKey });
  };
  return (
    <>
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data?.queueAway === true ? <Alert kind="warning" title={m.queue_away()} /> : null}
      {query.data?.items.length === 0 ? <p className="kern-body">{m.queue_empty()}</p> : null}
      {query.data === undefined || query.data.items.length === 0 ? null : (
        <DataTable
          caption={m.queue_title()}
          keyOf={(letter) => letter.id}
          rows={query.data.items}
          columns={[
            { key: 'name', header: m.column_job(), rowHeader: true, cell: (letter) => letter.name },
            { key: 'at', header: m.column_failed(), cell: (letter) => (letter.failedAt === null ? '' : toDateTime(letter.failedAt)) },
            { key: 'tries', header: m.column_tries(), numeric: true, cell: (letter) => String(letter.attempts) },
            { key: 'retry', header: m.column_action(), cell: (letter) => <Button onClick={() => void retry(letter.id)}>{m.action_retry()}</Button> },
          ]}
        />
      )}
    </>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { request } from '../../shared/api/http';
import type { DeadLetter } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { DataTable } from '../../shared/kern/data-table';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { localised } from '../../shared/locale/locale';
import { toDateTime } from '../../shared/time/format';

const QUERY_KEY = ['dead-letters'];

/** Jobs that failed for good, each with a button to try again. */
export const QueuePage = localised(function QueuePage() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const query = useQuery({
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) => request<{ readonly items: readonly DeadLetter[]; readonly queueAway: boolean }>('GET', '/queue/dead-letters', { signal }),
  });
  const retry = async (id: string): Promise<void> => {
    await request('POST', `/queue/dead-letters/${encodeURIComponent(id)}/retry`);
    announce(m.queue_retried());
    await client.invalidateQueries({ queryKey: QUERY_KEY });
  };
  return (
    <div className="page">
      <PageTitle>{m.queue_title()}</PageTitle>
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data?.queueAway === true ? <Alert kind="warning" title={m.queue_away()} /> : null}
      {query.data?.items.length === 0 ? <Alert kind="success" title={m.queue_empty()} /> : null}
      {query.data === undefined || query.data.items.length === 0 ? null : (
        <DataTable
          caption={m.queue_title()}
          keyOf={(letter) => letter.id}
          rows={query.data.items}
          columns={[
            { key: 'name', header: m.column_job(), rowHeader: true, cell: (letter) => letter.name },
            { key: 'at', header: m.column_failed(), cell: (letter) => (letter.failedAt === null ? '' : toDateTime(letter.failedAt)) },
            { key: 'tries', header: m.column_tries(), numeric: true, cell: (letter) => String(letter.attempts) },
            { key: 'retry', header: m.action_retry(), cell: (letter) => <Button onClick={() => void retry(letter.id)}>{m.action_retry()}</Button> },
          ]}
        />
      )}
    </div>
  );
});

import { m } from '../generated/messages/messages.js';
import { Badge } from '../shared/kern/badge';
import { Button } from '../shared/kern/button';
import { DataTable } from '../shared/kern/data-table';
import { Facts } from '../shared/kern/facts';
import { Section } from '../shared/kern/section';
import { TaskList } from '../shared/kern/task-list';
import { Timeline } from '../shared/kern/timeline';
import { toDateTime } from '../shared/time/format';

const AT = '2027-03-26T20:40:00Z';
const ROWS = ['F-7F3K', 'F-0001', 'Ş-Dvořák-Rindfleischetikettierungsüberwachungsaufgabe'] as const;

/** What is shown: table, task list, timeline, names and values; each with much, with little and with nothing in it. */
export function Records() {
  const columns = [
    { key: 'reference', header: m.column_reference(), rowHeader: true, cell: (row: string) => row },
    { key: 'state', header: m.column_state(), cell: () => <Badge kind="warning">{m.task_now()}</Badge> },
    { key: 'tries', header: m.column_tries(), numeric: true, cell: (row: string) => String(row.length) },
    { key: 'action', header: m.column_action(), cell: () => <Button>{m.action_retry()}</Button> },
  ];
  return (
    <Section id="records" title={m.nav_due()}>
      <DataTable caption={m.nav_due()} columns={columns} rows={ROWS} keyOf={(row) => row} />
      <DataTable caption={m.nav_inbox()} columns={columns} rows={[]} keyOf={(row) => row} />
      <TaskList
        label={m.tasks_title()}
        tasks={[
          { key: 'accept', label: m.task_accept(), state: 'done', word: m.task_done(), detail: toDateTime(AT) },
          { key: 'attempts', label: m.task_attempts(), state: 'now', word: m.task_now(), detail: m.note_decline() },
          { key: 'close', label: m.task_close(), state: 'later', word: m.task_later(), detail: null },
        ]}
      />
      <Timeline
        entries={[
          { key: '2', what: m.happened_accept(), who: m.role_counsellor(), when: toDateTime(AT), dateTime: AT, details: [m.note_decline()] },
          { key: '1', what: m.happened_submit(), who: m.role_officer(), when: toDateTime(AT), dateTime: AT },
        ]}
      />
      <Facts
        facts={[
          { name: m.column_state(), value: m.task_now() },
          { name: m.ask_centre(), value: `${m.note_decline()} ${m.note_decline()}` },
        ]}
      />
    </Section>
  );
}

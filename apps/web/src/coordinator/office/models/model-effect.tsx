import { useQuery } from '@tanstack/react-query';
import { m } from '../../../generated/messages/messages.js';
import { readingWithN } from '../../../shared/charts/chart-words';
import { readingOf } from '../../../shared/charts/reading';
import { Alert } from '../../../shared/kern/alert';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { Loading } from '../../../shared/kern/loading';
import { toDay } from '../../../shared/time/format';
import { effectQuery, type Effect } from './model-queries';

type Year = Effect['before'];

/** "62 % · n = 115 (2024)"; without a published number it is said so: an empty place would look like zero. */
function Share({ year, part }: { readonly year: Year; readonly part: number | null }) {
  const words = year.referrals === null ? m.model_no_figures() : readingWithN(readingOf(part, year.referrals));
  return `${words} (${year.year})`;
}

const columns = (): readonly Column<Effect>[] => [
  { key: 'district', header: m.model_district(), rowHeader: true, cell: ({ district }) => district },
  { key: 'began', header: m.model_began(), cell: ({ beganOn }) => toDay(beganOn) },
  { key: 'before24', header: m.model_before({ hours: 24 }), cell: ({ before }) => <Share year={before} part={before.attempt24} /> },
  { key: 'after24', header: m.model_after({ hours: 24 }), cell: ({ after }) => <Share year={after} part={after.attempt24} /> },
  { key: 'before72', header: m.model_before({ hours: 72 }), cell: ({ before }) => <Share year={before} part={before.attempt72} /> },
  { key: 'after72', header: m.model_after({ hours: 72 }), cell: ({ after }) => <Share year={after} part={after.attempt72} /> },
];

/** The published figures of each district: the last whole year before the model began there, and the first whole one with it. */
export function ModelEffect({ id }: { readonly id: string }) {
  const { data, isError, isPending } = useQuery(effectQuery(id));
  if (isError) return <Alert kind="warning" title={m.load_failed_text()} />;
  if (isPending) return <Loading />;
  return (
    <>
      <DataTable caption={m.model_effect_title()} columns={columns()} rows={data} keyOf={({ districtAgs }) => districtAgs} />
      <p className="kern-body kern-body--small muted">{m.model_effect_note()}</p>
    </>
  );
}

import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Section } from '../../shared/kern/section';
import { CLOCK_LABELS } from '../../shared/labels/clock-labels';
import { labelOf } from '../../shared/labels/label-of';
import { toNumber, toShortDateTime } from '../../shared/time/format';
import type { Count, Effect } from './registry-queries';

/** A number; so few that somebody could be found in it are told as fewer than five. */
export const countWords = ({ count, few }: Count): string => (few || count === null || count === undefined ? m.registry_few() : toNumber(count));
const isNone = ({ count, few }: Count): boolean => !few && count === 0;

type Moved = Effect['clocks'][number];
const clockColumns = (): readonly Column<Moved>[] => [
  { key: 'kind', header: m.column_clock(), rowHeader: true, cell: ({ kind }) => labelOf(CLOCK_LABELS, kind) },
  { key: 'earlier', header: m.registry_earlier(), numeric: true, cell: ({ earlier }) => countWords(earlier) },
  { key: 'later', header: m.registry_later(), numeric: true, cell: ({ later }) => countWords(later) },
];

type RehearsedPlace = NonNullable<Effect['rehearsal']>['municipalities'][number];
const placeColumns = (): readonly Column<RehearsedPlace>[] => [
  { key: 'place', header: m.registry_column_municipality(), rowHeader: true, cell: ({ name, ags }) => name ?? ags },
  { key: 'elsewhere', header: m.registry_elsewhere(), numeric: true, cell: ({ elsewhere }) => countWords(elsewhere) },
  { key: 'nobody', header: m.registry_nobody(), numeric: true, cell: ({ nobody }) => countWords(nobody) },
];

function Past({ past, kind }: { readonly past: NonNullable<Effect['past']>; readonly kind: string }) {
  const { days, touched, lateBefore, lateAfter } = past;
  return (
    <p className="kern-body">
      {(kind === 'rule_set' ? m.registry_past_measures : m.registry_past_touched)({ days, count: countWords(touched) })}{' '}
      {lateBefore == null || lateAfter == null ? '' : m.registry_past_late({ before: countWords(lateBefore), after: countWords(lateAfter) })}
    </p>
  );
}

function Rehearsal({ rehearsal }: { readonly rehearsal: NonNullable<Effect['rehearsal']> }) {
  const { decisions, same, elsewhere, nobody, municipalities } = rehearsal;
  return (
    <>
      <p className="kern-body">{m.registry_rehearsal({ decisions: countWords(decisions), same: countWords(same), elsewhere: countWords(elsewhere), nobody: countWords(nobody) })}</p>
      {municipalities.length === 0 ? null : <DataTable caption={m.registry_rehearsal_caption()} columns={placeColumns()} rows={municipalities} keyOf={({ ags }) => ags} />}
    </>
  );
}

/** What a change would do, as the worker computed it; while it does, that. */
export function ProposalEffect({ effect, kind }: { readonly effect: Effect | null; readonly kind: string }) {
  const moved = effect?.clocks.filter(({ earlier, later }) => !isNone(earlier) || !isNone(later)) ?? [];
  return (
    <Section id="effect" title={m.registry_effect()}>
      {effect === null ? (
        <p className="kern-body muted" role="status">
          {m.registry_effect_pending()}
        </p>
      ) : effect.failed ? (
        <Alert kind="warning" title={m.registry_effect_failed()} />
      ) : (
        <>
          <p className="kern-body">{moved.length === 0 ? m.registry_no_clock_moves() : m.registry_clocks_move()}</p>
          {moved.length === 0 ? null : <DataTable caption={m.registry_clocks_caption()} columns={clockColumns()} rows={moved} keyOf={(clock) => clock.kind} />}
          {effect.past == null ? null : <Past past={effect.past} kind={kind} />}
          {effect.rehearsal == null ? null : <Rehearsal rehearsal={effect.rehearsal} />}
          <p className="kern-body muted">{m.registry_effect_at({ at: toShortDateTime(effect.at) })}</p>
        </>
      )}
    </Section>
  );
}

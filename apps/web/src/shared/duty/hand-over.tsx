import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isOpen } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { colleaguesQuery, referralsQuery } from '../api/queries';
import type { Absence, ReferralSummary } from '../api/views';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { CheckField, FieldGroup } from '../kern/check-field';
import { SelectField } from '../kern/field';
import { labelOf } from '../labels/label-of';
import { REFUSAL_LABELS } from '../labels/refusal-labels';
import { STATE_LABELS } from '../labels/state-labels';
import { toLocalDay } from '../time/berlin';
import { toDateTime, toDay, toDue } from '../time/format';
import { useHandOver, type HandedOver, type HeldReferral } from './use-hand-over';

/** The open referrals of a person that can be given to somebody else. */
export const openOf = (rows: readonly ReferralSummary[], personId: string): readonly HeldReferral[] =>
  rows.filter((row): row is HeldReferral => row.counsellorId === personId && isOpen(row.state) && row.allowedEvents.includes('assign_counsellor'));

function resultWords({ outcome, reference }: HandedOver, name: string): string {
  if (outcome.kind === 'done') return m.hand_over_done({ reference, name });
  const why = outcome.kind === 'refused' ? labelOf(REFUSAL_LABELS, outcome.code) : outcome.kind === 'stale' ? m.hand_over_stale() : m.hand_over_failed();
  return m.hand_over_not({ reference, why });
}

const rowWords = (row: ReferralSummary): string =>
  `${row.reference}, ${row.whereabouts.name}, ${labelOf(STATE_LABELS, row.state)}${row.nextDueAt === null ? '' : `, ${m.due_at({ at: toDue(row.nextDueAt) })}`}`;

/** Who is away still holds open referrals: hands them to the deputy, or to whoever is chosen, in one go. Nothing is shown when there is none. */
export function HandOver({ absence }: { readonly absence: Absence }) {
  const announce = useAnnounce();
  const { person, deputy } = absence;
  const rows = openOf(useQuery(referralsQuery).data ?? [], person.id);
  const others = (useQuery(colleaguesQuery).data ?? []).filter(({ id }) => id !== person.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const { results, left, handOver, takeBack } = useHandOver();
  if (rows.length === 0 && results.length === 0) return null;
  const receiver = chosen ?? deputy?.id ?? others[0]?.id ?? '';
  const nameOf = (id: string): string => others.find((each) => each.id === id)?.name ?? '';
  const wanted = rows.filter(({ id }) => !skipped.has(id));
  const skip = (id: string, on: boolean): void => setSkipped((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  const start = async (): Promise<void> => {
    await handOver(wanted, { userId: receiver, until: toLocalDay(new Date(absence.endsAt)) });
    announce(m.hand_over_finished());
  };
  return (
    <Alert kind={rows.length === 0 ? 'success' : 'warning'} title={rows.length === 0 ? m.hand_over_complete({ name: person.name }) : m.hand_over_title({ name: person.name, count: rows.length, from: toDateTime(absence.startsAt) })}>
      {rows.length === 0 ? null : (
        <div className="form">
          <FieldGroup name={`hand-over-${absence.id}`} legend={m.hand_over_which()}>
            {rows.map((row) => (
              <CheckField key={row.id} name={`hand-over-${row.id}`} label={rowWords(row)} checked={!skipped.has(row.id)} onChange={(event) => skip(row.id, !event.target.checked)} />
            ))}
          </FieldGroup>
          <SelectField
            name={`receiver-${absence.id}`}
            label={m.hand_over_to()}
            value={receiver}
            onChange={(event) => setChosen(event.target.value)}
            options={others.map(({ id, name }) => ({ value: id, label: id === deputy?.id ? m.hand_over_deputy({ name }) : name }))}
          />
          <p className="kern-body">{m.hand_over_stays({ day: toDay(toLocalDay(new Date(absence.endsAt))) })}</p>
          <div className="form__actions">
            <Button look="primary" disabled={left > 0 || wanted.length === 0} onClick={() => void start()}>
              {left > 0 ? m.hand_over_left({ count: left }) : m.hand_over_start({ count: wanted.length })}
            </Button>
          </div>
        </div>
      )}
      {results.length === 0 ? null : (
        <ul className="plain-list">
          {results.map((result) => (
            <li key={result.id}>
              {resultWords(result, nameOf(receiver))}{' '}
              {result.outcome.kind === 'done' ? (
                <Button look="tertiary" aria-label={m.hand_over_undo({ reference: result.reference })} onClick={() => void takeBack(result)}>
                  {m.undo()}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

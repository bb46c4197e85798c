import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { CheckField, FieldGroup } from '../kern/check-field';
import { DataTable } from '../kern/data-table';
import { SelectField } from '../kern/field';
import { Loading } from '../kern/loading';
import { labelOf, optionsOf } from '../labels/label-of';
import { toNumber } from '../time/format';
import { districtsOfferedQuery, recipientsQuery, type District, type GuestKind, type Meeting } from './exchange-queries';
import { ANSWER_LABELS, GUEST_LABELS } from './exchange-words';
import { StepAlert, useStep } from './step';

const KINDS = ['centre', 'police_authority', 'local_network', 'state_office'] as const;
const LAND = '05';

/** The Land, the Regierungsbezirke of the districts, and the districts. */
function regionsOf(districts: readonly District[]): readonly { readonly value: string; readonly label: string }[] {
  const bezirke = new Map(districts.map(({ ags, administrativeRegion }) => [ags.slice(0, 3), administrativeRegion]));
  return [
    { value: LAND, label: m.exchange_region_land() },
    ...[...bezirke].sort().map(([value, name]) => ({ value, label: m.exchange_region_bezirk({ name }) })),
    ...districts.map(({ ags, name }) => ({ value: ags, label: name })),
  ];
}

/** Who was invited and what they said. */
export function Invited({ meeting }: { readonly meeting: Meeting }) {
  if (meeting.invitations.length === 0) return <p className="kern-body muted">{m.exchange_invited_none()}</p>;
  return (
    <DataTable
      caption={m.exchange_invited()}
      columns={[
        { key: 'name', header: m.exchange_organisation(), rowHeader: true, cell: ({ organisation }) => organisation.name },
        { key: 'answer', header: m.exchange_answer_column(), cell: ({ answer }) => (answer === null ? m.exchange_answer_open() : labelOf(ANSWER_LABELS, answer)) },
        { key: 'persons', header: m.exchange_persons(), numeric: true, cell: ({ persons }) => (persons === null ? '' : toNumber(persons)) },
        ...(meeting.state === 'held' ? [{ key: 'attended', header: m.exchange_attended(), numeric: true, cell: ({ attended }: Meeting['invitations'][number]) => (attended === null ? '' : toNumber(attended)) }] : []),
      ]}
      rows={meeting.invitations}
      keyOf={({ organisation }) => organisation.id}
    />
  );
}

/** Chooses by kind and region whom to invite; the list is looked at, and changed, before anything is sent. */
export function InviteForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const districts = useQuery(districtsOfferedQuery).data ?? [];
  const [kind, setKind] = useState<GuestKind>('centre');
  const [region, setRegion] = useState(meeting.districtAgs ?? LAND);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery(recipientsQuery(kind, region));
  const invited = new Set(meeting.invitations.map(({ organisation }) => organisation.id));
  const offered = query.data?.filter(({ id }) => !invited.has(id)) ?? [];
  const chosen = offered.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const send = async (): Promise<void> => {
    await run(() => request('POST', '/coordination/meetings/{id}/invitations', { path: { id: meeting.id }, version: meeting.version, body: { organisationIds: chosen } }), {
      said: m.exchange_invitations_sent({ count: chosen.length }), shows: (next) => next,
    });
  };
  return (
    <details className="disclosure">
      <summary className="kern-body">{m.exchange_invite_open()}</summary>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <StepAlert went={went} />
        <div className="form__pair">
          <SelectField name="guest-kind" label={m.exchange_guest_kind()} value={kind} onChange={({ target }) => setKind(target.value as GuestKind)} options={optionsOf(GUEST_LABELS, KINDS)} />
          <SelectField name="guest-region" label={m.exchange_region()} value={region} onChange={({ target }) => setRegion(target.value)} options={regionsOf(districts)} />
        </div>
        {query.isPending ? <Loading /> : offered.length === 0 ? (
          <p className="kern-body" role="status">{m.exchange_recipients_none()}</p>
        ) : (
          <FieldGroup name="recipients" legend={m.exchange_recipients({ count: chosen.length })}>
            {offered.map(({ id, name }) => (
              <CheckField key={id} name={`guest-${id}`} label={name} checked={!left.has(id)} onChange={({ target }) => setLeft(new Set(target.checked ? [...left].filter((each) => each !== id) : [...left, id]))} />
            ))}
          </FieldGroup>
        )}
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={busy || chosen.length === 0}>{m.exchange_invite({ count: chosen.length })}</Button>
        </div>
      </form>
    </details>
  );
}

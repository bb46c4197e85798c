import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request } from '../../shared/api/http';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { Facts } from '../../shared/kern/facts';
import { Section } from '../../shared/kern/section';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../../shared/referral/send-event';
import { toDateTime } from '../../shared/time/format';
import { ProposalChanges } from './proposal-changes';
import { ProposalEffect } from './proposal-effect';
import { CHANGE_LABELS, problemWords } from './proposal-labels';
import { ProposalState } from './proposals-page';
import { Warnings } from './proposing-parts';
import { RegistryHead, Waiting } from './registry-head';
import { centresQuery, networksQuery, proposalQuery, REGISTRY_KEY, type Proposal } from './registry-queries';
import { writeAnew } from './written-anew';

type Decision = 'put_in_force' | 'reject' | 'withdraw';

/** Why a decision cannot be taken. The proposal is read again and shows how it stands. */
const REFUSED: Readonly<Record<string, () => string>> = {
  proposal_decided: m.registry_refused_decided,
  second_person: m.registry_refused_second,
  proposal_overtaken: m.registry_refused_overtaken,
  not_your_proposal: m.registry_refused_not_yours,
};

/** Decides; what speaks against it is said, and the proposal is read again either way. */
function useDecision(proposal: Proposal) {
  const client = useQueryClient();
  const [refused, setRefused] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const [done, setDone] = useState<Decision | null>(null);
  const decide = async (decision: Decision): Promise<void> => {
    setRefused(null);
    setOutcome(null);
    try {
      client.setQueryData(proposalQuery(proposal.id).queryKey, await request('POST', '/directory/proposals/{id}/decision', { path: { id: proposal.id }, body: { decision } }));
      setDone(decision);
    } catch (error) {
      if (error instanceof ApiProblem && Object.hasOwn(REFUSED, error.code)) setRefused(error.code);
      else if (error instanceof ApiProblem && error.status === 422) setRefused(error.errors[0]?.code ?? error.code);
      else setOutcome(toOutcome(error));
    }
    await client.invalidateQueries({ queryKey: REGISTRY_KEY });
  };
  return { decide, refused, outcome, done };
}

const DONE: Readonly<Record<Decision, () => string>> = { put_in_force: m.registry_done_in_force, reject: m.registry_done_rejected, withdraw: m.registry_done_withdrawn };

function refusalWords(code: string): string {
  return REFUSED[code]?.() ?? problemWords({ code, municipality: null, ags: null, targetGroup: null });
}

function Decide({ proposal, decide }: { readonly proposal: Proposal; readonly decide: (decision: Decision) => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  if (proposal.state !== 'proposed') return null;
  const waits = proposal.own && proposal.needsSecond;
  const on = (decision: Decision) => async (): Promise<void> => {
    setBusy(true);
    await decide(decision);
    setBusy(false);
  };
  return (
    <Section id="decide" title={m.registry_decide()}>
      <p className="kern-body">{waits ? m.registry_second_must() : proposal.needsSecond ? m.registry_second_may() : m.registry_one_may()}</p>
      <div className="form__actions">
        {waits ? null : (
          <Button look="primary" disabled={busy || proposal.overtaken.length > 0} onClick={() => void on('put_in_force')()}>
            {m.registry_put_in_force()}
          </Button>
        )}
        {proposal.own ? (
          <Button disabled={busy} onClick={() => void on('withdraw')()}>
            {m.registry_withdraw()}
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => void on('reject')()}>
            {m.registry_reject()}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** The way to write an overtaken proposal anew on what holds now. */
function WriteAnew({ proposal }: { readonly proposal: Proposal }) {
  const lines = useQuery({ ...centresQuery, enabled: proposal.centres?.length === 1 }).data;
  const networks = useQuery({ ...networksQuery, enabled: proposal.network != null }).data;
  const words = <span className="kern-label">{m.registry_write_anew()}</span>;
  const look = { className: 'kern-btn kern-btn--secondary', onClick: () => writeAnew(proposal) };
  if (proposal.agreement != null) {
    const { policeAuthorityId, centreId } = proposal.agreement;
    return <Link to="/coordination/registry/agreements/$authority/$centre" params={{ authority: policeAuthorityId, centre: centreId }} {...look}>{words}</Link>;
  }
  if (proposal.authority != null) return <Link to="/coordination/registry/authorities/$authority" params={{ authority: proposal.authority.policeAuthorityId }} {...look}>{words}</Link>;
  const network = networks?.find(({ code }) => code === proposal.network?.code)?.id;
  if (network !== undefined) return <Link to="/coordination/registry/networks/$network" params={{ network }} {...look}>{words}</Link>;
  const id = lines?.find(({ code }) => code === proposal.centres?.[0]?.code)?.id;
  return id === undefined ? null : <Link to="/coordination/registry/centres/$centre" params={{ centre: id }} {...look}>{words}</Link>;
}

function Overtaken({ proposal }: { readonly proposal: Proposal }) {
  if (proposal.overtaken.length === 0) return null;
  return (
    <Alert kind="warning" title={m.registry_overtaken_title()}>
      <p>{m.registry_overtaken_proposal()}</p>
      <div className="form__actions">
        <WriteAnew proposal={proposal} />
      </div>
    </Alert>
  );
}

function Shown({ proposal }: { readonly proposal: Proposal }) {
  const { decide, refused, outcome, done } = useDecision(proposal);
  const overtaken = proposal.overtaken.length > 0;
  const heads = overtaken ? { before: m.registry_column_present(), after: m.registry_column_proposed() } : { before: m.registry_column_before(), after: m.registry_column_after() };
  const facts = [
    { name: m.column_state(), value: <ProposalState state={proposal.state} /> },
    { name: m.registry_reason(), value: proposal.reason },
    { name: m.registry_column_by(), value: `${proposal.proposedBy ?? m.registry_somebody()}, ${toDateTime(proposal.proposedAt)}` },
    ...(proposal.decidedAt == null ? [] : [{ name: m.registry_decided_by(), value: `${proposal.decidedBy ?? m.registry_somebody()}, ${toDateTime(proposal.decidedAt)}` }]),
  ];
  return (
    <>
      <OutcomeAlert outcome={outcome} />
      {refused === null ? null : <Alert kind="warning" title={m.outcome_refused_title()} takesFocus><p>{refusalWords(refused)}</p></Alert>}
      {done === null ? null : <Alert kind="success" title={DONE[done]()} takesFocus />}
      <Overtaken proposal={proposal} />
      <Facts facts={facts} />
      <Section id="changes" title={overtaken ? m.registry_present_and_proposed() : m.registry_changes()}>
        <ProposalChanges proposal={proposal} heads={heads} />
      </Section>
      <Section id="warnings" title={m.registry_warnings()}>
        {proposal.warnings.length === 0 ? <p className="kern-body">{m.registry_warnings_none()}</p> : <div className="kern-body"><Warnings problems={proposal.warnings} /></div>}
      </Section>
      {proposal.state !== 'proposed' && proposal.effect === null ? null : <ProposalEffect effect={proposal.effect ?? null} kind={proposal.kind} />}
      <Decide proposal={proposal} decide={decide} />
    </>
  );
}

/** A proposal: what it changes, what speaks against it, what it would do, and the decision. */
export const ProposalPage = localised(function ProposalPage() {
  const { proposal = '' } = useParams({ strict: false });
  const query = useQuery(proposalQuery(proposal));
  return (
    <div className="page">
      <RegistryHead title={query.data === undefined ? m.registry_proposal_title() : m.registry_proposal_of({ kind: labelOf(CHANGE_LABELS, query.data.kind) })} windowTitle={m.registry_proposal_title()} />
      <Waiting query={query} />
      {query.data === undefined ? null : <Shown key={query.data.id} proposal={query.data} />}
    </div>
  );
});

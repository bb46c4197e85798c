import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request } from '../../shared/api/http';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { TextField } from '../../shared/kern/field';
import { idOf } from '../../shared/kern/field-frame';
import type { Reading } from './reading';

const REASON = { least: 3, most: 200 } as const;
const isReason = (text: string): boolean => text.trim().length >= REASON.least && text.length <= REASON.most;

type Outcome = 'open' | 'sending' | 'overtaken' | 'failed';

/** Proposes what was read as one change, with its reason, and goes on to the proposal. */
export function ProposeForm({ reading }: { readonly reading: Reading }) {
  const router = useRouter();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [uncovered, setUncovered] = useState('');
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>('open');
  const faulty = { reason: !isReason(reason), uncovered: reading.needsUncoveredReason && !isReason(uncovered) };
  const faultOf = (wrong: boolean): string | undefined => (tried && wrong ? m.import_reason_short() : undefined);
  const send = async (): Promise<void> => {
    setOutcome('sending');
    try {
      const { centres, bases } = reading;
      const body = { kind: 'centres' as const, centres, bases, reason: reason.trim(), ...(reading.needsUncoveredReason ? { uncoveredReason: uncovered.trim() } : {}) };
      const { id } = await request('POST', '/directory/proposals', { body });
      await client.invalidateQueries();
      router.history.push(`/coordination/registry/proposals/${id}`);
    } catch (error) {
      setOutcome(error instanceof ApiProblem && error.code === 'proposal_overtaken' ? 'overtaken' : 'failed');
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    const first = faulty.uncovered ? 'uncoveredReason' : faulty.reason ? 'reason' : null;
    if (first !== null) return document.getElementById(idOf(first))?.focus();
    if (outcome !== 'sending') void send();
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      {outcome === 'overtaken' || outcome === 'failed' ? <Alert kind="warning" title={outcome === 'overtaken' ? m.import_overtaken() : m.import_not_proposed()} takesFocus /> : null}
      {reading.needsUncoveredReason ? (
        <TextField name="uncoveredReason" label={m.import_uncovered_reason()} error={faultOf(faulty.uncovered)} value={uncovered} onChange={({ target }) => setUncovered(target.value)} maxLength={REASON.most} />
      ) : null}
      <TextField name="reason" label={m.import_reason()} error={faultOf(faulty.reason)} value={reason} onChange={({ target }) => setReason(target.value)} maxLength={REASON.most} />
      {reading.needsSecond ? <p className="kern-body">{m.import_second()}</p> : null}
      <div className="form__actions">
        <Button look="primary" type="submit" aria-disabled={outcome === 'sending'}>
          {m.import_propose()}
        </Button>
      </div>
      {outcome === 'sending' ? (
        <p className="kern-body muted" role="status">
          {m.import_sending()}
        </p>
      ) : null}
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { ApiProblem, request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { PLANS, type PlanReading } from './plan-queries';

export type Taken = Schemas['PlanImportView'];

interface TakeProps {
  readonly plan: string;
  readonly changes: PlanReading['changes'];
  readonly onTaken: (taken: Taken) => void;
}

/** Takes over what was read, all of it or nothing. */
export function TakeForm({ plan, changes, onTaken }: TakeProps) {
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<'open' | 'sending' | 'overtaken' | 'failed'>('open');
  const send = async (): Promise<void> => {
    setOutcome('sending');
    try {
      const measures = changes.map(({ after, version }) => ({ ...after, version }));
      const taken = await request('POST', '/coordination/plans/{id}/imports', { path: { id: plan }, body: { measures } });
      await client.invalidateQueries({ queryKey: PLANS });
      onTaken(taken);
    } catch (error) {
      // What was fine when it was read can only have been overtaken: by somebody else, or by midnight.
      setOutcome(error instanceof ApiProblem && (error.status === 412 || error.status === 422) ? 'overtaken' : 'failed');
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (outcome !== 'sending') void send();
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      {outcome === 'overtaken' || outcome === 'failed' ? <Alert kind="warning" title={outcome === 'overtaken' ? m.plan_import_overtaken() : m.plan_import_not_taken()} takesFocus /> : null}
      <p className="kern-body">{m.plan_import_take_lead()}</p>
      <div className="form__actions">
        <Button look="primary" type="submit" aria-disabled={outcome === 'sending'}>
          {m.plan_import_take({ count: changes.length })}
        </Button>
      </div>
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request, type FieldProblem } from '../../shared/api/http';
import { fieldFault } from '../../shared/labels/field-fault-labels';
import { toOutcome, type EventOutcome } from '../../shared/referral/send-event';
import { problemWords } from './proposal-labels';
import { proposalQuery, REGISTRY_KEY, type Change, type Check, type Problem } from './registry-queries';

/** A change as it was checked; what was checked is what is proposed. */
export interface Checked {
  readonly change: Change;
  readonly reason: string;
  readonly answer: Check;
}

interface Fields<Values extends FieldValues> {
  /** The field that a refusal is about. */
  readonly fieldOf: (problem: Problem) => Path<Values>;
  /** The field that a pointer of the API names; null: none. */
  readonly fieldAt: (pointer: string) => Path<Values> | null;
}

/** So many municipalities are named beside a field; the others are counted. */
const NAMED = 5;

/** Refusals by field, each field once. */
export function byField<Name extends string>(problems: readonly Problem[], fieldOf: (problem: Problem) => Name): ReadonlyMap<Name, string> {
  const texts = new Map<Name, string[]>();
  for (const problem of problems) texts.set(fieldOf(problem), [...(texts.get(fieldOf(problem)) ?? []), problemWords(problem)]);
  return new Map([...texts].map(([name, all]) => [name, [...all.slice(0, NAMED), ...(all.length > NAMED ? [m.registry_and_more({ count: all.length - NAMED })] : [])].join('; ')]));
}

/** Checks what a form says and proposes it. A form that was written on a version that is no longer the newest is told so, and keeps what was typed. */
export function useProposing<Values extends FieldValues>(form: UseFormReturn<Values>, { fieldOf, fieldAt }: Fields<Values>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const [isOvertaken, setOvertaken] = useState(false);
  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => setChecked(null) }), [form]);

  const fail = async (error: unknown): Promise<void> => {
    setChecked(null);
    if (error instanceof ApiProblem && error.code === 'proposal_overtaken') {
      await client.invalidateQueries({ queryKey: REGISTRY_KEY });
      return setOvertaken(true);
    }
    if (error instanceof ApiProblem && error.status === 422 && showFaults(error.errors)) return;
    setOutcome(toOutcome(error));
  };
  const showFaults = (errors: readonly FieldProblem[]): boolean => {
    const known = errors.flatMap(({ pointer, code }) => {
      const name = fieldAt(pointer);
      return name === null ? [] : [{ name, code }];
    });
    for (const { name, code } of known) form.setError(name, { type: 'server', message: fieldFault(code) });
    return known.length > 0;
  };
  return {
    checked,
    outcome,
    isOvertaken,
    /** The person has seen what holds now and goes on from there. */
    goOn: () => setOvertaken(false),
    /** `bases`: the versions that the form was written on, by subject. */
    check: async (change: Change, reason: string, bases: Readonly<Record<string, string>>): Promise<void> => {
      setOutcome(null);
      setChecked(null);
      try {
        const answer = await request('POST', '/directory/checks', { body: change });
        if (answer.bases.some(({ subject, version }) => bases[subject] !== version)) {
          await client.invalidateQueries({ queryKey: REGISTRY_KEY });
          return setOvertaken(true);
        }
        const refused = answer.problems.filter(({ severity }) => severity === 'refused');
        for (const [name, message] of byField(refused, fieldOf)) form.setError(name, { type: 'server', message });
        if (refused.length === 0) setChecked({ change, reason, answer });
      } catch (error) {
        await fail(error);
      }
    },
    propose: async ({ change, reason, answer: { bases } }: Checked): Promise<void> => {
      setOutcome(null);
      try {
        const written = await request('POST', '/directory/proposals', { body: { ...change, reason, bases } });
        client.setQueryData(proposalQuery(written.id).queryKey, written);
        void client.invalidateQueries({ queryKey: [...REGISTRY_KEY, 'proposals'], exact: true });
        await navigate({ to: '/coordination/registry/proposals/$proposal', params: { proposal: written.id } });
      } catch (error) {
        await fail(error);
      }
    },
  };
}

export type Proposing = ReturnType<typeof useProposing>;

import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../../../shared/api/http';
import type { SummaryEntry } from '../../../shared/kern/error-summary';
import { toOutcome, type EventOutcome } from '../../../shared/referral/send-event';
import { faultWords } from './plan-words';

/** A form that is sent as a whole: what is wrong with it, and why it was not taken. What was typed stays. */
export interface Entry {
  readonly errors: readonly SummaryEntry[];
  readonly outcome: EventOutcome | null;
  /** Somebody else changed it meanwhile. */
  readonly stale: boolean;
  readonly attempts: number;
  readonly busy: boolean;
  readonly submit: (event: FormEvent) => void;
  readonly errorOf: (field: string) => string | undefined;
  /** Names of fields are those of the page: several forms may stand on one. */
  readonly nameOf: (field: string) => string;
}

/** `check`: places and codes of what is wrong before it is sent. `send` throws what the API answers; `onStale` reads what stands now. */
export function useEntry(prefix: string, { check, send, onStale }: {
  readonly check: () => readonly (readonly [field: string, code: string])[];
  readonly send: () => Promise<unknown>;
  readonly onStale?: () => unknown;
}): Entry {
  const [errors, setErrors] = useState<readonly SummaryEntry[]>([]);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const [stale, setStale] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const [busy, setBusy] = useState(false);
  const nameOf = (field: string): string => `${prefix}.${field}`;
  const met = async (error: unknown): Promise<void> => {
    if (error instanceof ApiProblem && error.status === 422) return setErrors(error.errors.map(({ pointer, code }) => ({ name: nameOf(pointer.slice(1).replaceAll('/', '.')), message: faultWords(code) })));
    if (error instanceof ApiProblem && error.status === 412) {
      await onStale?.();
      return setStale(true);
    }
    setOutcome(toOutcome(error));
  };
  const submit = async (): Promise<void> => {
    setOutcome(null);
    setStale(false);
    const faults = check().map(([field, code]) => ({ name: nameOf(field), message: faultWords(code) }));
    setErrors(faults);
    setBusy(true);
    if (faults.length === 0) await send().catch(met);
    setBusy(false);
    setAttempts((count) => count + 1);
  };
  return {
    errors, outcome, stale, attempts, busy, nameOf,
    submit: (event) => {
      event.preventDefault();
      if (!busy) void submit();
    },
    errorOf: (field) => errors.find(({ name }) => name === nameOf(field))?.message,
  };
}

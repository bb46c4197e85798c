import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { ApiProblem } from '../../../shared/api/http';
import { programmeFault } from './programme-words';

/** One step without a form, such as handing in: what stands in its way, in words. */
export function useStep(): { readonly faults: readonly string[]; readonly times: number; readonly busy: boolean; readonly take: (send: () => Promise<unknown>) => void } {
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [times, setTimes] = useState(0);
  const [busy, setBusy] = useState(false);
  const wordsOf = (error: unknown): readonly string[] => {
    if (!(error instanceof ApiProblem)) return [m.outcome_failed_title()];
    if (error.status === 422) return error.errors.map(({ code }) => programmeFault(code));
    return [error.status === 412 ? m.plan_stale_title() : m.outcome_failed_title()];
  };
  const run = async (send: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setFaults([]);
    await send().catch((error: unknown) => setFaults(wordsOf(error)));
    setTimes((count) => count + 1);
    setBusy(false);
  };
  return { faults, times, busy, take: (send) => void run(send) };
}

import { m } from '../../generated/messages/messages.js';
import type { Candidate } from '../api/views';
import { toShortDateTime } from '../time/format';

/** Whether a centre is open now, else when it opens. */
export function openWords({ openNow, opensAt, dailyService }: Pick<Candidate, 'openNow' | 'opensAt' | 'dailyService'>): string {
  const daily = dailyService ? ` · ${m.centre_daily()}` : '';
  if (openNow) return `${m.centre_open()}${daily}`;
  return `${opensAt === null ? m.centre_closed() : m.centre_opens({ at: toShortDateTime(opensAt) })}${daily}`;
}

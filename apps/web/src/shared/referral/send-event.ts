import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { HumanEventName, State } from '#domain';
import type { Body } from '../api/contract';
import { ApiProblem, ConnectionLost, request, type FieldProblem, type WayOut } from '../api/http';
import { clocksQuery, historyQuery, referralQuery } from '../api/queries';
import type { HistoryEntry, ReferralView } from '../api/views';

/** What was read again after a refusal. */
export interface Fresh {
  /** What others did after the version that was shown, oldest first. */
  readonly since?: readonly HistoryEntry[];
  /** The state in which the referral is now. */
  readonly state?: State;
}

/** What came of an event: done, or the one reason why nothing was changed. */
export type EventOutcome =
  | { readonly kind: 'done' }
  /** `wayOut`: there is no centre at all; whom to telephone instead. */
  | ({ readonly kind: 'refused'; readonly code: string; readonly wayOut?: WayOut | null } & Fresh)
  | ({ readonly kind: 'stale' } & Fresh)
  | { readonly kind: 'invalid'; readonly errors: readonly FieldProblem[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed' };

/** Every event that is sent on a referral that exists already. */
export type SentEvent = Exclude<HumanEventName, 'create'>;
/** What may go with an event. Forms send what was chosen and typed; the API names each field that is not acceptable. */
type EventBody = Body<'POST', `/referrals/{id}/events/${SentEvent}`>;

/** Reads an error of the API as an outcome; anything else is a defect and goes on being thrown. */
export function toOutcome(error: unknown): EventOutcome {
  if (error instanceof ConnectionLost) return { kind: 'lost' };
  if (!(error instanceof ApiProblem)) throw error;
  switch (error.status) {
    case 409:
      return { kind: 'refused', code: error.code, wayOut: error.wayOut };
    case 412:
      return { kind: 'stale' };
    case 422:
      return { kind: 'invalid', errors: error.errors };
    case 404:
      return { kind: 'gone' };
    case 401:
      return { kind: 'lost' };
    default:
      return { kind: 'failed' };
  }
}

/**
 * Sends events on a referral in the version that is shown. After success the fresh state is shown; after a stale version the
 * referral is read again, while the form that calls keeps what was typed. An event that takes the referral out of sight (it went to
 * another centre) leads back to the list.
 */
export function useSendEvent(referral: ReferralView): (event: HumanEventName, data: unknown) => Promise<EventOutcome> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { queryKey } = referralQuery(referral.id);
  return async (event, data) => {
    try {
      const next = await request('POST', `/referrals/{id}/events/${event as SentEvent}`, { path: { id: referral.id }, body: data as EventBody, version: referral.version });
      void client.invalidateQueries({ queryKey: ['referrals', 'list'] });
      void client.invalidateQueries({ queryKey: ['referrals', 'due'] });
      if (next === undefined) {
        await navigate({ to: '/' });
        client.removeQueries({ queryKey });
        return { kind: 'done' };
      }
      client.setQueryData(queryKey, next);
      for (const query of [historyQuery(referral.id), clocksQuery(referral.id)]) void client.invalidateQueries({ queryKey: query.queryKey });
      return { kind: 'done' };
    } catch (error) {
      const outcome = toOutcome(error);
      if (outcome.kind !== 'stale' && outcome.kind !== 'refused') return outcome;
      await client.invalidateQueries({ queryKey });
      const history = await client.fetchQuery(historyQuery(referral.id)).catch(() => []);
      const state = client.getQueryData<ReferralView>(queryKey)?.state;
      return { ...outcome, since: history.filter(({ version }) => version > referral.version), ...(state !== undefined && { state }) };
    }
  };
}

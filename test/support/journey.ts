import { randomUUID } from 'node:crypto';
import type { HumanRole } from '#domain';
import { startApi, type Answer, type TestApi } from './app.js';
import { aChain, aNewReferral, CENTRES, NETWORK, POLICE, STATE_OFFICE, type Chain } from './chain.js';
import { until } from './until.js';

const HOME: Partial<Record<HumanRole, string>> = {
  officer: POLICE.koeln, victim_protection: POLICE.koeln, police_lead: POLICE.koeln,
  counsellor: CENTRES.koeln.id, centre_lead: CENTRES.koeln.id, local_coordinator: NETWORK.id, state_coordinator: STATE_OFFICE.id,
};

/** One referral followed over HTTP, with a time that only moves when the story says so. */
export interface Journey {
  readonly chain: Chain;
  readonly api: TestApi;
  readonly id: string;
  /** Moves on to this instant; what has fallen due meanwhile fires, as the worker would let it. */
  at(instant: string): Promise<void>;
  /** What a person does; throws when it is refused. */
  does(role: HumanRole, event: string, data?: unknown, organisationId?: string): Promise<Answer>;
  /** The same without expecting success. */
  tries(role: HumanRole, event: string, data?: unknown, organisationId?: string): Promise<Answer>;
  sees(role: HumanRole, path?: string, organisationId?: string): Promise<Answer>;
  messages(role: HumanRole, organisationId?: string): Promise<readonly { readonly template: string; readonly clockKind: string | null; readonly rung: string | null }[]>;
  end(): Promise<void>;
}

/** Begins with an officer who hands over a referral on Tue 2 Mar 2027, 10:00 local. */
export async function aJourney(name: string, change: Parameters<typeof aNewReferral>[0] = {}): Promise<Journey> {
  const chain = await aChain(name);
  const api = await startApi(chain);
  const person = async (role: HumanRole, organisationId = HOME[role] ?? '') => api.signedIn(organisationId, role, { fresh: true });
  const officer = await person('officer');
  const key = randomUUID();
  // As our page does: a 503 is repeated under the same key until it is taken.
  const created = await until(async () => {
    const answer = await officer.post('/referrals', { ...aNewReferral(change), submit: true }, { 'idempotency-key': key });
    if (answer.status !== 201 && answer.status !== 200 && answer.status !== 503) throw new Error(`the submission was answered ${answer.status} ${answer.text}`);
    return answer.status === 503 ? null : answer;
  }, { what: 'the submission to be taken', within: 20_000 });
  const id = String(created.body['id']);
  const tries: Journey['tries'] = async (role, event, data = {}, organisationId) => {
    const browser = await person(role, organisationId);
    const { body } = await browser.get(`/referrals/${id}`);
    return browser.event(id, event, Number(body['version'] ?? 0), data);
  };
  return {
    chain, api, id, tries,
    at: async (instant) => {
      chain.moveTo(instant);
      while ((await chain.clocks.fireDue()) > 0);
      await chain.clocks.resumeDue();
      await chain.clocks.purgeDue();
    },
    does: async (role, event, data, organisationId) => {
      const answer = await tries(role, event, data, organisationId);
      // 204: done, and the referral is no longer this organisation's to see.
      if (answer.status !== 200 && answer.status !== 204) throw new Error(`${role} ${event}: ${answer.status} ${answer.text}`);
      return answer;
    },
    sees: async (role, path = `/referrals/${id}`, organisationId) => (await person(role, organisationId)).get(path),
    messages: async (role, organisationId) => {
      const { body } = await (await person(role, organisationId)).get('/notifications');
      return (body['items'] ?? []) as Awaited<ReturnType<Journey['messages']>>;
    },
    end: async () => {
      await api.close();
      await chain.close();
    },
  };
}

/** The clocks of an answer that still run, by kind. */
export const runningClocks = (answer: Answer): readonly string[] =>
  ((answer.body['clocks'] ?? []) as readonly { readonly kind: string; readonly state: string }[]).filter(({ state }) => state === 'running').map(({ kind }) => kind).sort();

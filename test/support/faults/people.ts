import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CENTRES, KOELN } from '../chain.js';
import { TEST_PASSWORD } from '../deployment.js';
import { aReferralBody, HttpClient, type Answer } from '../http-walk.js';
import { Lot } from '../walk-inputs.js';

/** What the house has told people that it is done. */
export interface Acknowledged {
  /** Idempotency keys and the referral that was answered for each. */
  readonly creations: { readonly key: string; readonly referralId: string }[];
  /** Every event that was answered with success, or whose answer was lost and that a repetition found done. */
  readonly events: { readonly referralId: string; readonly event: string }[];
  /** Events of which nobody can say whether they happened. */
  readonly uncertain: { readonly referralId: string; readonly event: string }[];
  /** Answers that were lost or refused for the moment. */
  repeats: number;
}

/** Milliseconds within which a request is taken, however often it must be repeated; longer than the longest outage of a run. */
const PATIENCE_MS = 180_000;

/** People at work: each repeats what was not answered, under the same key or against the same version. */
export class People {
  readonly acknowledged: Acknowledged = { creations: [], events: [], uncertain: [], repeats: 0 };
  private readonly clients = new Map<string, HttpClient>();

  constructor(private readonly url: string) {}

  async signIn(role: string, organisationId: string): Promise<void> {
    const client = new HttpClient(this.url);
    await this.answered(() => client.signIn(`${role}.${organisationId.slice(0, 8)}@example.org`, TEST_PASSWORD), [201]);
    this.clients.set(`${role}|${organisationId}`, client);
  }

  person(role: string, organisationId: string): HttpClient {
    const client = this.clients.get(`${role}|${organisationId}`);
    if (client === undefined) throw new Error(`no ${role} has signed in`);
    return client;
  }

  async submit(officer: HttpClient, centreId: string): Promise<string> {
    const key = randomUUID();
    const body = aReferralBody({ ags: KOELN, centreId, otherCentreId: CENTRES.koeln.id });
    const { answer } = await this.answered(() => officer.submit(body, key), [200, 201]);
    this.acknowledged.creations.push({ key, referralId: answer.body.id });
    return answer.body.id;
  }

  /** Lets an event happen. False when it was refused: somebody or something was faster. */
  async happens(who: HttpClient, referralId: string, event: string, data: unknown): Promise<boolean> {
    const seen = await this.answered(() => who.get(`/referrals/${referralId}`), [200, 404]);
    const version = seen.answer.body?.version ?? 0;
    const { answer, lost } = await this.answered(() => who.post(`/referrals/${referralId}/events/${event}`, data, { 'if-match': `"${version}"` }), [200, 204, 404, 409, 412, 422, 403]);
    const done = answer.status < 300;
    if (done || (lost && answer.status === 412)) this.acknowledged.events.push({ referralId, event });
    // The house repeats by itself too, so a version may be stale because of this very event.
    else if (lost || answer.status === 412) this.acknowledged.uncertain.push({ referralId, event });
    return done || lost;
  }

  /** Repeats until there is an answer of one of these kinds; `lost` when an earlier one may have done its work unheard. */
  private async answered(ask: () => Promise<Answer>, expected: readonly number[]): Promise<{ readonly answer: Answer; readonly lost: boolean }> {
    const limit = performance.now() + PATIENCE_MS;
    for (let lost = false; ; lost = true) {
      const answer = await ask().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      if (!(answer instanceof Error) && expected.includes(answer.status)) return { answer, lost };
      if (!(answer instanceof Error) && answer.status < 500) throw new Error(`answered ${answer.status} ${JSON.stringify(answer.body)}`);
      if (performance.now() > limit) throw new Error(`no answer: ${answer instanceof Error ? `${answer.message} ${String(answer.cause)}` : `${answer.status} ${JSON.stringify(answer.body)}`}`);
      this.acknowledged.repeats += 1;
      // When it is told to come back later it does; a connection that broke is tried again at once, at whichever API takes it.
      await pause(answer instanceof Error ? 200 : Number(answer.headers.get('retry-after') ?? 1) * 1_000);
    }
  }
}

/** What becomes of a referral, with its weight. Seconds are counted from the submission. */
const FATES = [['silent', 30], ['accepted', 20], ['carried through', 25], ['answered as it falls due', 15], ['declined', 10]] as const;

/** Plays one referral from its submission to whatever end the lot gives it. */
export async function playReferral(people: People, seed: number, police: string): Promise<void> {
  const lot = new Lot(seed);
  const centre = CENTRES.domstadt.id;
  const counsellor = people.person('counsellor', centre);
  const fate = drawn(lot);
  const delay = ([from, to]: readonly [number, number]): Promise<unknown> => pause((from + lot.next() * (to - from)) * 1_000);
  const did = (event: string, data: unknown, who = counsellor): Promise<boolean> => people.happens(who, id, event, data);
  const attempt = (result: string): Promise<boolean> => did('record_attempt', { channel: 'phone', at: new Date().toISOString(), result, contactVersion: 1 });
  const id = await people.submit(people.person('officer', police), centre);
  if (fate === 'silent') return;
  await delay(fate === 'answered as it falls due' ? [3.4, 4.4] : [0.2, 2]);
  if (fate === 'declined') {
    if (!(await did('decline', { reason: 'capacity', suggestedCentreId: CENTRES.koeln.id }, people.person('centre_lead', centre))) || lot.chance(0.5)) return;
    await delay([0.5, 4.5]);
    await did('reassign', { centreId: CENTRES.koeln.id }, people.person('victim_protection', police));
    return;
  }
  if (!(await did('accept', { conflictOfInterest: false }))) return;
  await delay(fate === 'answered as it falls due' ? [2.4, 3.4] : [0.3, 3]);
  await attempt('no_answer');
  if (fate !== 'carried through') return;
  await delay([0.2, 1]);
  await did('record_reached', { result: 'counselled_now', at: new Date().toISOString() });
  await delay([0.2, 1]);
  await did('close', { outcome: 'counselled' });
}

function drawn(lot: Lot): (typeof FATES)[number][0] {
  let rest = lot.next() * FATES.reduce((sum, [, weight]) => sum + weight, 0);
  return FATES.find(([, weight]) => (rest -= weight) < 0)?.[0] ?? 'silent';
}

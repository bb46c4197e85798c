import { randomUUID } from 'node:crypto';

/** A JSON answer read by a test: every field may be asked for, a wrong one fails the assertion. */
export type Json = ReturnType<typeof JSON.parse>;

/** One answer of the API as a test wants it. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** A person at the API: holds the cookie and the token that goes back with every change. */
export class HttpClient {
  private cookie = '';
  private csrfToken = '';

  // Written out, so that Node can run this file as it stands.
  private readonly baseUrl: string;
  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  async signIn(email: string, password: string): Promise<Answer> {
    const answer = await this.send('POST', '/session', { email, password });
    this.csrfToken = answer.body?.csrfToken ?? '';
    return answer;
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  /** Hands over a referral; the key is new unless one is given. */
  submit(body: unknown, key: string = randomUUID()): Promise<Answer> {
    return this.post('/referrals', body, { 'idempotency-key': key });
  }

  /** Lets an event happen against the newest version. */
  async happens(referralId: string, event: string, data: unknown = {}): Promise<Answer> {
    const { body } = await this.get(`/referrals/${referralId}`);
    return this.post(`/referrals/${referralId}/events/${event}`, data, { 'if-match': `"${body?.version ?? 0}"` });
  }

  async send(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      redirect: 'error',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.csrfToken && { 'x-csrf-token': this.csrfToken }),
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie()[0];
    if (set) this.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
  }
}

/** Who signs in for each part of the walk. The second centre takes what the first declines. */
export interface WalkLogins {
  readonly password: string;
  readonly officer: string;
  readonly victimProtection: string;
  readonly counsellor: string;
  readonly centreLead: string;
  readonly otherCounsellor: string;
  readonly auditor: string;
  readonly stateCoordinator: string;
}

export interface WalkPlaces {
  readonly ags: string;
  readonly centreId: string;
  readonly otherCentreId: string;
}

/** What the walk saw; the caller compares it with what it expects. */
export interface WalkResult {
  /** As the officer sees it at the end, and as the counsellor does. */
  readonly inTime: Json;
  readonly inTimeAtCentre: Json;
  readonly rerouted: Json;
  readonly corrected: Json;
  readonly withdrawn: Json;
  readonly audit: Json;
  readonly catalogue: Json;
}

/** A referral of a fictional person as a partner system sends it. `name` makes it findable by whoever looks for leaks. */
export function aReferralBody(places: WalkPlaces, change: Readonly<Record<string, unknown>> = {}, name = 'Testperson Ada Muster (fiktiv)'): Json {
  const now = Date.now();
  return {
    submit: true,
    incident: { ags: places.ags, occurredAt: new Date(now - 3_600_000).toISOString() },
    whereaboutsAgs: places.ags,
    targetGroup: 'women',
    centreId: places.centreId,
    contact: {
      core: { name, street: 'Musterweg 7', postcode: '50667', place: 'Musterstadt', phones: [{ number: '0221 4710 815', kind: 'mobile' }] },
      safeContact: {
        phone: 'safe', whosePhone: 'own', windows: [], voicemail: false, textMessage: false, letter: false, email: false,
        otherPersonMayAnswer: false, codeWord: null, trustedPerson: null,
      },
      deployment: { policeReference: 'TEST-2027-000017', criminalComplaint: true, arrest: false, protectedArea: null },
    },
    consent: {
      scope: 'other_suitable', groups: ['core', 'safe_contact', 'deployment', 'feedback'], form: 'oral',
      givenAt: new Date(now - 1_800_000).toISOString(), explainedIn: 'de', interpreterPresent: false,
    },
    measure: null,
    flags: { addressBlock: false, minor: false, mutualAllegation: false, onBehalf: false, partyToCase: false },
    ...change,
  };
}

function expectStatus(answer: Answer, status: number, step: string): Answer {
  if (answer.status !== status) throw new Error(`${step}: expected ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Plays the chain's main ways over HTTP, each person with a session of their own; throws at the first unexpected answer. */
export async function walkChain(baseUrl: string, logins: WalkLogins, places: WalkPlaces): Promise<WalkResult> {
  const person = async (email: string): Promise<HttpClient> => {
    const client = new HttpClient(baseUrl);
    expectStatus(await client.signIn(email, logins.password), 201, `sign-in of ${email}`);
    return client;
  };
  const officer = await person(logins.officer);
  const protection = await person(logins.victimProtection);
  const counsellor = await person(logins.counsellor);
  const lead = await person(logins.centreLead);
  const other = await person(logins.otherCounsellor);
  const submit = async (step: string): Promise<string> => expectStatus(await officer.submit(aReferralBody(places)), 201, step).body.id;
  const did = async (who: HttpClient, id: string, event: string, data: unknown): Promise<Answer> => expectStatus(await who.happens(id, event, data), 200, event);
  const now = (): string => new Date().toISOString();
  const attempt = (result: string, contactVersion = 1): Json => ({ channel: 'phone', at: now(), result, contactVersion });

  const first = await submit('submit');
  await did(counsellor, first, 'accept', { conflictOfInterest: false });
  const read = expectStatus(await counsellor.post(`/referrals/${first}/contact-reads`, { purpose: 'first_contact' }), 200, 'contact read');
  if (read.body.contact.core.street !== 'Musterweg 7') throw new Error('the counsellor did not get what the officer sent');
  await did(counsellor, first, 'record_attempt', attempt('no_answer'));
  await did(counsellor, first, 'record_attempt', attempt('call_back_agreed'));
  await did(counsellor, first, 'record_reached', { result: 'counselled_now', at: now() });
  await did(counsellor, first, 'close', { outcome: 'counselled' });

  const second = await submit('submit to be declined');
  await did(lead, second, 'decline', { reason: 'capacity', suggestedCentreId: places.otherCentreId });
  await did(protection, second, 'reassign', { centreId: places.otherCentreId });
  await did(other, second, 'accept', { conflictOfInterest: false });

  const third = await submit('submit to be returned');
  await did(counsellor, third, 'return', { reason: 'wrong_number' });
  const { contact } = aReferralBody(places);
  await did(officer, third, 'correct', { contact: { ...contact, core: { ...contact.core, phones: [{ number: '0221 4710 999', kind: 'mobile' }] } } });

  const fourth = await submit('submit to be withdrawn');
  await did(counsellor, fourth, 'accept', { conflictOfInterest: false });
  await did(counsellor, fourth, 'withdraw_consent', { heardBy: 'phone', heardAt: now() });
  const locked = await counsellor.post(`/referrals/${fourth}/contact-reads`, { purpose: 'first_contact' });
  if (locked.status === 200) throw new Error('contact data were readable after the consent was withdrawn');

  const seen = async (who: HttpClient, id: string): Promise<Json> => expectStatus(await who.get(`/referrals/${id}`), 200, 'read').body;
  const auditor = await person(logins.auditor);
  const coordinator = await person(logins.stateCoordinator);
  expectStatus(await coordinator.get(`/referrals/${first}`), 403, 'a coordinator asks for a referral');
  return {
    inTime: await seen(officer, first),
    inTimeAtCentre: await seen(counsellor, first),
    rerouted: await seen(other, second),
    corrected: await seen(counsellor, third),
    withdrawn: await seen(officer, fourth),
    audit: expectStatus(await auditor.post('/audit/verifications', {}), 200, 'audit verification').body,
    catalogue: expectStatus(await coordinator.get('/turnaround/catalogue'), 200, 'turnaround').body,
  };
}

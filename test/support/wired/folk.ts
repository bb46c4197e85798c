import { randomUUID } from 'node:crypto';
import type { HumanRole } from '#domain';
import type { NewReferral } from '#referrals';
import type { Answer, TestApi, TestBrowser } from '../app.js';
import { aNewReferral } from '../chain.js';
import { until } from '../until.js';
import { peopleOf, type Place } from './places.js';

/** A clock as the API shows it. */
export interface SeenClock {
  readonly id: string;
  readonly kind: string;
  readonly state: 'running' | 'paused' | 'settled';
  readonly startedAt: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly settledAt: string | null;
  readonly nextRungAt: string | null;
  readonly firedRungs: readonly { readonly rung: string; readonly firedAt: string; readonly latenessMs: number }[];
  readonly why: { readonly de: string; readonly en: string };
}

/** What a test reads of a referral. */
export interface SeenReferral {
  readonly reference: string;
  readonly state: string;
  readonly version: number;
  readonly flags: { readonly escalation: number };
  readonly clocks: readonly SeenClock[];
}

/** A message of an inbox. */
export interface SeenMessage {
  readonly id: string;
  readonly template: string;
  readonly referralId: string | null;
  readonly reference: string | null;
  readonly clockKind: string | null;
  readonly rung: string | null;
}

/** A person who has done nothing for so long signs in anew; milliseconds, well within the life of an idle session. */
const PATIENCE = 600_000;

/** The people of one place at the API; each signs in anew when much time has gone by, because days may lie between two rungs. */
export class Folk {
  private readonly sessions = new Map<string, { readonly browser: TestBrowser; readonly since: number }>();

  constructor(
    private readonly api: TestApi,
    readonly place: Place,
    /** The instant that the API goes by. */
    readonly now: () => Date,
  ) {}

  /** A draft, or with `submit` a referral handed over to the place's centre. */
  async creates(change: Partial<NewReferral> = {}, submit = true): Promise<string> {
    const { incident, consent } = aNewReferral();
    const hour = (ago: number): Date => new Date(this.now().getTime() - ago * 3_600_000);
    const referral = aNewReferral({
      incident: { ...incident, ags: this.place.ags, occurredAt: hour(3) },
      whereaboutsAgs: this.place.ags,
      centreId: this.place.centre,
      consent: consent && { ...consent, givenAt: hour(1) },
      ...change,
    });
    const officer = await this.as('officer');
    const key = randomUUID();
    const answer = await taken(() => officer.post('/referrals', { ...referral, submit }, { 'idempotency-key': key }), [200, 201], 'create');
    return String(answer.body['id']);
  }

  /** Lets an event happen against the newest version; fails when it is refused. */
  async does(role: HumanRole, id: string, event: string, data: unknown = {}): Promise<void> {
    const browser = await this.as(role);
    const once = async (): Promise<Answer> => browser.event(id, event, (await this.sees(role, id)).version, data);
    await taken(once, [200, 204], `${role} ${event}`);
  }

  async sees(role: HumanRole, id: string): Promise<SeenReferral> {
    const answer = await taken(async () => (await this.as(role)).get(`/referrals/${id}`), [200], `${role} reads`);
    return answer.body as unknown as SeenReferral;
  }

  /** The clock of this kind that began last; fails when there is none. */
  async clock(role: HumanRole, id: string, kind: string): Promise<SeenClock> {
    const found = (await this.sees(role, id)).clocks.filter((clock) => clock.kind === kind).at(-1);
    if (found === undefined) throw new Error(`no clock ${kind}`);
    return found;
  }

  /** The inbox of a role here, or of any other account of the fixture. */
  async inbox(role: HumanRole, organisationId = this.home(role)): Promise<readonly SeenMessage[]> {
    const answer = await (await this.as(role, organisationId)).get('/notifications?limit=100');
    // An auditor has no inbox.
    if (answer.status === 403) return [];
    if (answer.status !== 200) throw new Error(`inbox of ${role}: ${answer.status} ${answer.text}`);
    return answer.body['items'] as readonly SeenMessage[];
  }

  private async as(role: HumanRole, organisationId = this.home(role)): Promise<TestBrowser> {
    const key = `${organisationId} ${role}`;
    const now = this.now().getTime();
    const known = this.sessions.get(key);
    if (known !== undefined && now >= known.since && now < known.since + PATIENCE) return known.browser;
    const browser = await this.api.signedIn(organisationId, role, { fresh: true });
    this.sessions.set(key, { browser, since: now });
    return browser;
  }

  private home(role: HumanRole): string {
    const found = peopleOf(this.place).find(([, its]) => its === role);
    if (found === undefined) throw new Error(`nobody is ${role} at a place`);
    return found[0];
  }
}

/** As our page does: a 503 is asked again until it is taken; any other refusal fails. */
function taken(ask: () => Promise<Answer>, statuses: readonly number[], what: string): Promise<Answer> {
  let refused: Error | undefined;
  return until(
    async () => {
      const answer = await ask();
      if (answer.status === 503) return null;
      if (!statuses.includes(answer.status)) refused = new Error(`${what}: ${answer.status} ${answer.text}`);
      return { answer };
    },
    { what, within: 10_000 },
  ).then(({ answer }) => {
    if (refused !== undefined) throw refused;
    return answer;
  });
}

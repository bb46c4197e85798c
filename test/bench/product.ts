import { randomUUID } from 'node:crypto';
import { build } from '../../scripts/toolchain.mjs';
import { hashPassword } from '#access';
import type { HumanRole } from '#domain';
import { CENTRES, aNewReferral, type Chain, POLICE } from '../support/chain.js';
import { type Deployment, startDeployment } from '../support/deployment.js';
import { asAdmin } from './bench-server.js';

const PASSWORD = 'Nur für Messungen, fünfzehn Zeichen';
const COST = { memoryKiB: 1_024, passes: 1, lanes: 1, inFlight: 2, waiting: 64 };
const HOUR = 3_600_000;

/** What a browser with a session sends along. */
export interface SessionHeaders {
  readonly cookie: string;
  readonly 'x-csrf-token': string;
  /** Browsers say it; a foreign page cannot. */
  readonly 'sec-fetch-site': 'same-origin';
}

/** Built API and worker as two processes over a chain, the queue on PostgreSQL, with many persons signed in. */
export interface Product {
  readonly deployment: Deployment;
  readonly officers: readonly SessionHeaders[];
  readonly counsellors: readonly SessionHeaders[];
}

/** One person sends what a whole state would: the limit per person would answer 429. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  REQUESTS_PER_PERSON: '1000000',
  SIGN_INS_PER_NETWORK: '100000',
  SIGN_INS_PER_PAIR: '100000',
  POOL_SIZE: '6',
};

/** `persons` of each kind: one session for all would measure the lock of its row. */
export async function startProduct(chain: Chain, persons: number): Promise<Product> {
  await builtProduct();
  const officers = await people(chain, POLICE.koeln, 'officer', persons);
  const counsellors = await people(chain, CENTRES.koeln.id, 'counsellor', persons);
  const deployment = await startDeployment(chain, {
    queueUrl: chain.database.queueUrl,
    environment: ENVIRONMENT,
  });
  try {
    const signedIn = async (emails: readonly string[]): Promise<SessionHeaders[]> => {
      const sessions: SessionHeaders[] = [];
      for (const email of emails) sessions.push(await signIn(deployment.url, email));
      return sessions;
    };
    return { deployment, officers: await signedIn(officers), counsellors: await signedIn(counsellors) };
  } catch (error) {
    await deployment.stop();
    throw error;
  }
}

/** Builds what is not built; what the build says must not stand among the results. */
export async function builtProduct(): Promise<void> {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    await build();
  } finally {
    process.stdout.write = write;
  }
}

/** The body of a submission by a fictional person, some hours before now. */
export function submissionBody(): string {
  const now = Date.now();
  const referral = aNewReferral();
  return JSON.stringify({
    ...referral,
    incident: { ...referral.incident, occurredAt: new Date(now - 3 * HOUR) },
    consent: referral.consent && { ...referral.consent, givenAt: new Date(now - 2 * HOUR) },
    submit: true,
  });
}

async function people(chain: Chain, organisationId: string, role: HumanRole, count: number): Promise<string[]> {
  const hash = await hashPassword(PASSWORD, COST);
  const emails = Array.from({ length: count }, (_, index) => `bench-${role}-${index}@example.org`);
  await asAdmin(chain.database.adminUrl, async (client) => {
    for (const email of emails) {
      await client.query(
        `insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Messkonto (fiktiv)', $4, $5)`,
        [randomUUID(), organisationId, email, role, hash],
      );
    }
  });
  return emails;
}

async function signIn(url: string, email: string): Promise<SessionHeaders> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const { csrfToken } = (await response.json()) as { readonly csrfToken?: string };
  const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (response.status !== 201 || cookie === undefined || csrfToken === undefined) throw new Error(`sign-in answered ${response.status}`);
  return { cookie, 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-origin' };
}

import type { DataSource } from 'typeorm';
import { v5 } from 'uuid';
import { DirectoryQueries, organisationIdOf } from '#directory';
import type { HumanRole } from '#domain';
import { ExpelledQueries, ExpelledReferrals, type ExpelledStep } from '#expelled';
import { ExpelledKeys } from '#keystore';
import { TenantDatabase } from '#persistence';
import { fictional } from './catalogue.js';
import { onlyOf } from './people.js';

const REQUEST = 'demo';
const HOUR_MS = 3_600_000;
const NAMESPACE = '0a6c9b8e-4f0d-5a31-9b6e-2f7d1c8e4a55';
const AUTHORITY = 'PP-Duesseldorf';
const CENTRE = 'DEMO-NEUE-WEGE';

interface DemoExpelled {
  readonly name: string;
  /** A number that no network assigns (Bundesnetzagentur, Mitteilung 148/2021). */
  readonly phone: string;
  readonly hoursAgo: number;
  /** Hours after it was sent, by whom, what. */
  readonly steps: readonly (readonly [number, HumanRole, ExpelledStep])[];
}

/** One that waits, one in contact, one sent back, one that is over. */
const STORIES: readonly DemoExpelled[] = [
  { name: 'Kai Platzhalter', phone: '0221 4710 941', hoursAgo: 5, steps: [] },
  {
    name: 'Jan Vorlage', phone: '0221 4710 942', hoursAgo: 70,
    steps: [[4, 'facilitator', { event: 'accept', reason: null }], [20, 'facilitator', { event: 'record_attempt', reason: 'no_answer' }]],
  },
  { name: 'Uwe Schablone', phone: '0221 4710 943', hoursAgo: 30, steps: [[3, 'facilitator', { event: 'return', reason: 'wrong_number' }]] },
  {
    name: 'Tom Muster', phone: '0221 4710 944', hoursAgo: 190,
    steps: [[2, 'facilitator', { event: 'accept', reason: null }], [28, 'facilitator', { event: 'record_reached', reason: 'appointment' }], [100, 'facilitator_lead', { event: 'close', reason: 'programme_begun' }]],
  },
];

/** Plays the chain of expelled persons around the end of the demo, through the use cases with a moved `now`. */
export async function playExpelled({ app, keys, rootKey, end }: { readonly app: DataSource; readonly keys: DataSource; readonly rootKey: Buffer; readonly end: Date }): Promise<void> {
  let current = end;
  const now = (): Date => current;
  const tenants = new TenantDatabase(app);
  const directory = new DirectoryQueries(tenants, now);
  const [referrals, queries] = [new ExpelledReferrals(tenants, new ExpelledKeys(keys, rootKey, now), () => directory.calendar(), now), new ExpelledQueries(tenants, now)];
  const officer = onlyOf(AUTHORITY, 'officer');
  for (const { name, phone, hoursAgo, steps } of STORIES) {
    const sentAt = new Date(end.getTime() - hoursAgo * HOUR_MS);
    const id = v5(name, NAMESPACE);
    current = sentAt;
    const consent = { form: 'signed', givenAt: sentAt, explainedIn: 'de' } as const;
    await referrals.submit(officer, { id, ofReferralId: null, centreId: organisationIdOf(CENTRE), consent, contact: { name: fictional(name), phone, language: 'de', interpreter: false } }, [], REQUEST);
    for (const [hours, role, step] of steps) {
      current = new Date(sentAt.getTime() + hours * HOUR_MS);
      const actor = onlyOf(CENTRE, role);
      await referrals.step(actor, { id, version: (await queries.read(actor, id)).version }, step, REQUEST);
    }
  }
}

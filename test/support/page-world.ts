import { expect } from '@jest/globals';
import { startApi, type TestApi } from './app.js';
import { openBrowser, SITE, WEB_ROOT } from './browser.js';
import { aChain, aNewReferral, CENTRES, POLICE, STATE_OFFICE, type Chain } from './chain.js';
import { anExpelledReferral, enterProgrammes } from './programme.js';
import { enterYears } from './programme-years.js';
import { aRoundTable } from './round-table.js';
import { publishMadeUp } from './published-figures.js';
import { madeUpPathsReports, publishPaths } from './published-paths.js';
import { addShelters, notePlaces } from './shelters.js';
import type { PageWorld } from './route-look.js';

/** A world in which every page has something to show, and what its addresses need. */
export interface FilledWorld extends PageWorld {
  /** A referral in the midst of its contact attempts, at the centre that the pages are opened for. */
  readonly id: string;
  /** A change of the registry that waits for a decision. */
  readonly proposal: string;
  /** A measure of a plan that is to be reviewed. */
  readonly measure: string;
  /** The plan of that measure. */
  readonly plan: string;
  /** An expelled person's referral that waits at the centre that works with them. */
  readonly expelled: string;
  /** A round table that has begun, with agenda, minutes, invitations and a resolution. */
  readonly meeting: string;
  close(): Promise<void>;
}

export async function aFilledWorld(): Promise<FilledWorld> {
  const chain = await aChain('routes');
  await enterProgrammes(chain);
  await addShelters(chain);
  const api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  const browser = await openBrowser(api);
  const measure = await aMeasureToReview(chain, api);
  await enterYears(api);
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const counsellor = await api.signedIn(CENTRES.domstadt.id, 'counsellor');
  // One that waits, one in contact.
  const submitted = async (): Promise<string> => {
    const answer = await officer.create(aNewReferral({ centreId: CENTRES.domstadt.id }));
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return String(answer.body['id']);
  };
  await submitted();
  const id = await submitted();
  await counsellor.event(id, 'accept', 2, { conflictOfInterest: false });
  chain.moveTo('2027-03-02T15:30:00Z');
  while ((await chain.clocks.fireDue()) > 0);
  const version = Number((await counsellor.get(`/referrals/${id}`)).body['version']);
  await counsellor.event(id, 'record_attempt', version, { channel: 'phone', at: chain.now(), result: 'no_answer', contactVersion: 1, overrideReason: 'agreed_with_lead' });
  expect((await officer.get(`/referrals/${id}`)).body['state']).toBe('contacting');
  await publishMadeUp(chain.clock, '2027-03-01', { worst: '05966', empty: '05762' });
  await publishPaths(chain.clock, madeUpPathsReports('2027-03-01', { count: 2_000 }));
  const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  const [{ id: plan = '' } = {}] = (await office.get('/coordination/plans')).body as unknown as readonly { readonly id?: string }[];
  const calendar = { version: `${String((await office.get('/directory/registry/calendar')).body['version'])}-001`, add: [{ day: '2027-03-10', name: 'Feiertag (fiktiv)' }], remove: [] };
  const { bases } = (await office.post('/directory/checks', { kind: 'calendar', calendar })).body;
  const proposal = String((await office.post('/directory/proposals', { kind: 'calendar', calendar, reason: 'Probe (fiktiv)', bases })).body['id']);
  const meeting = await aRoundTable(api, chain);
  const expelled = await anExpelledReferral(officer, id);
  await notePlaces(api);
  const close = async (): Promise<void> => {
    await browser.close();
    await api.close();
    await chain.close();
  };
  return { browser, chain, api, id, proposal, measure, plan, meeting, expelled, close };
}

/** A released measure of a plan, entered in a week before, whose day of review has come; answers its id. */
export async function aMeasureToReview(chain: Chain, api: TestApi): Promise<string> {
  const now = chain.now().toISOString();
  chain.moveTo('2027-02-22T09:00:00Z');
  const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator', { fresh: true });
  const entered = await office.post('/coordination/plans', { title: 'Landesaktionsplan (fiktiv)', startsOn: '2027-01-01', fields: [{ number: 1, title: 'Schutz und Hilfe' }] });
  const [plan] = entered.body as unknown as readonly { readonly id: string }[];
  const answer = await office.post(`/coordination/plans/${plan?.id ?? ''}/measures`, {
    fieldNumber: 1, number: '1.1', title: 'Erste Kontakte am Wochenende (fiktiv)', articles: [20, 22], ministry: 'Ressort für Gleichstellung (fiktiv)', partners: ['Kreise (fiktiv)'], budgetLine: 'EP 07 / Kapitel 07 030',
    indicators: ['K1', 'K5'], status: 'running', statusOn: '2027-01-15', evidence: 'Erlass vom 15.01.2027 (fiktiv)', nextReviewOn: '2027-03-01',
    milestones: [{ title: 'Konzept (fiktiv)', dueOn: '2027-02-01', doneOn: '2027-01-30', evidence: 'Konzept, Fassung 1' }, { title: 'Drei Kreise nehmen teil (fiktiv)', dueOn: '2027-12-01' }],
  });
  const { measure } = answer.body as unknown as { readonly measure: { readonly id: string } };
  await office.send('PUT', `/api/v1/coordination/measures/${measure.id}/release`, { body: { released: true }, headers: { 'if-match': '"1"' } });
  chain.moveTo(now);
  return measure.id;
}

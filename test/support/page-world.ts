import { expect } from '@jest/globals';
import { startApi } from './app.js';
import { openBrowser, SITE, WEB_ROOT } from './browser.js';
import { aChain, aNewReferral, CENTRES, POLICE, STATE_OFFICE } from './chain.js';
import { publishMadeUp } from './published-figures.js';
import { madeUpPathsReports, publishPaths } from './published-paths.js';
import type { PageWorld } from './route-look.js';

/** A world in which every page has something to show, and what its addresses need. */
export interface FilledWorld extends PageWorld {
  /** A referral in the midst of its contact attempts, at the centre that the pages are opened for. */
  readonly id: string;
  /** A change of the registry that waits for a decision. */
  readonly proposal: string;
  close(): Promise<void>;
}

export async function aFilledWorld(): Promise<FilledWorld> {
  const chain = await aChain('routes');
  const api = await startApi(chain, { environment: { WEB_ROOT, PUBLIC_URL: SITE, SESSION_IDLE_MINUTES: '1440', SESSION_HOURS: '24' } });
  const browser = await openBrowser(api);
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
  const calendar = { version: `${String((await office.get('/directory/registry/calendar')).body['version'])}-001`, add: [{ day: '2027-03-10', name: 'Feiertag (fiktiv)' }], remove: [] };
  const { bases } = (await office.post('/directory/checks', { kind: 'calendar', calendar })).body;
  const proposal = String((await office.post('/directory/proposals', { kind: 'calendar', calendar, reason: 'Probe (fiktiv)', bases })).body['id']);
  const close = async (): Promise<void> => {
    await browser.close();
    await api.close();
    await chain.close();
  };
  return { browser, chain, api, id, proposal, close };
}

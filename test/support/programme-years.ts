import { STATE_OFFICE } from './chain.js';
import { OTHER_PROGRAMME, PROGRAMME } from './programme.js';
import { A_YEAR } from './yearly-figures.js';
import type { TestApi } from './app.js';

const DAY_AFTER_ALL_CHECKS = '2027-01-15';

/** Both programmes with districts and checked conditions, one of them too long ago; the first with its figures of 2026 handed in, and the year closed. */
export async function enterYears(api: TestApi): Promise<void> {
  await enterRegister(api);
  const lead = await api.signedIn(PROGRAMME.id, 'facilitator_lead');
  const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  await lead.send('PUT', '/api/v1/own-programme/years/2026', { body: A_YEAR, headers: { 'if-match': '"1"' } });
  await lead.send('POST', '/api/v1/own-programme/years/2026/submission', { headers: { 'if-match': '"2"' } });
  await office.post('/yearly-reports/2026/closing');
}

/** Both programmes with districts; the second serves from 2027 on. */
export async function enterRegister(api: TestApi): Promise<void> {
  const office = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  for (const [id, districts, servesSince] of [[PROGRAMME.id, ['koeln', 'bonn'], '2025-01-01'], [OTHER_PROGRAMME.id, ['aachen'], '2027-01-01']] as const) {
    await office.send('PUT', `/api/v1/court-districts/programmes/${id}`, { body: { districts, servesSince }, headers: { 'if-match': '"1"' } });
  }
  for (const [condition, checkedOn] of [['standard_adopted', DAY_AFTER_ALL_CHECKS], ['supervision', '2026-03-01'], ['separate_staff', DAY_AFTER_ALL_CHECKS]] as const) {
    await office.post(`/court-districts/programmes/${PROGRAMME.id}/checks`, { condition, standing: 'fulfilled', checkedOn });
  }
}

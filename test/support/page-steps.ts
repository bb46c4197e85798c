import type { Locator } from 'playwright-core';
import type { Visit } from './browser.js';

/** The person of the journeys; fictional. */
export const PERSON = 'Testperson Ada Muster (fiktiv)';
export const PHONE = '0221 4710815';

/** Fills the report by keyboard as somebody would on the landing, for the centre of this name. */
export async function fillReport(visit: Visit, centre: RegExp = /Domstadt/): Promise<void> {
  const { page } = visit;
  await visit.press(page.getByRole('navigation').getByRole('link', { name: 'Neue Meldung' }));
  await visit.type(page.getByLabel('Vorgangsnummer'), '2027-104233');
  await visit.type(page.getByRole('combobox', { name: 'Ort, an dem' }), '50667');
  // A postcode with one municipality leaves nothing to choose.
  await page.getByText('Wohnort: 50667 Köln').waitFor();
  await visit.choose('Beratung für', 'Frauen');
  await visit.choose('Diese Beratungsstelle erhält die Meldung', centre);
  await visit.choose('Ist die Person einverstanden?', /mit allem, mündlich/);
  await visit.type(page.getByLabel('Vor- und Nachname'), PERSON);
  await visit.type(page.getByLabel('Straße und Hausnummer'), 'Musterweg 7');
  await visit.type(page.getByLabel('Telefonnummer'), PHONE);
  await visit.choose('Darf unter dieser Nummer angerufen werden?', 'Ja, der Anruf ist sicher');
}

/** The button that hands the person over. */
export const sendButton = (visit: Visit): Locator => visit.page.getByRole('button', { name: 'Meldung senden' });

/** The reference on the receipt, once it is there. */
export async function referenceOnReceipt(visit: Visit): Promise<string> {
  const text = await visit.page.getByText(/Gesendet\. Kennung/).innerText();
  return text.replace('Gesendet. Kennung ', '');
}

/** The state of the opened referral, in words. */
export const stateBadge = (visit: Visit, state: string): Locator => visit.page.getByRole('main').getByText(state, { exact: true }).filter({ visible: true }).first();

/** Accepts with the button alone: no form, no question. */
export async function acceptReferral(visit: Visit): Promise<void> {
  await visit.press(visit.page.getByRole('main').getByRole('button', { name: 'Annehmen', exact: true }));
  await stateBadge(visit, 'Angenommen').waitFor();
}

/** Opens an event's form on the referral's page, and sends it with the button of the same name. Answers what axe finds on the form. */
export async function causeEvent(visit: Visit, event: string, answer: (visit: Visit) => Promise<void> = async () => undefined): Promise<readonly string[]> {
  await visit.press(visit.page.getByRole('main').getByRole('button', { name: event, exact: true }).first());
  const dialog = visit.page.getByRole('dialog');
  await dialog.waitFor();
  const found = await visit.axe();
  await answer(visit);
  await visit.press(dialog.getByRole('button', { name: event, exact: true }));
  await dialog.waitFor({ state: 'detached' });
  return found;
}

import type { ContactData, ReadPurpose } from '#domain';
import type { Schemas } from '../api/contract';
import { request } from '../api/http';
import type { ContactView } from '../api/views';

/** Longest time for which contact data stay on the screen, whatever the API says. */
export const SHOWN_FOR_MS = 60_000;

/**
 * Reads contact data on purpose; the API writes an audit event before it answers. The answer is handed to the caller and kept
 * nowhere else: not in the query cache, not in the address.
 */
export async function readContact(referralId: string, wish: { readonly purpose: ReadPurpose; readonly reason?: string }): Promise<ContactView> {
  const view = await request('POST', '/referrals/{id}/contact-reads', { path: { id: referralId }, body: wish });
  return { ...view, contact: toContactData(view.contact) };
}

/** On the wire a part that was never asked, or is not for these eyes, is null; the domain knows only parts that are there. */
const toContactData = (contact: Schemas['ContactDataDto']): ContactData =>
  Object.fromEntries(Object.entries(contact).filter(([, part]) => part !== null)) as unknown as ContactData;

/** What was read, as contact data. */
export const contactOf = (view: ContactView): ContactData => view.contact;

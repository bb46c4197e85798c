import type { ContactData, ReadPurpose } from '#domain';
import { request } from '../api/http';
import type { ContactView } from '../api/views';

/** Longest time for which contact data stay on the screen, whatever the API says. */
export const SHOWN_FOR_MS = 60_000;

/**
 * Reads contact data on purpose; the API writes an audit event before it answers. The answer is handed to the caller and kept
 * nowhere else: not in the query cache, not in the address.
 */
export function readContact(referralId: string, wish: { readonly purpose: ReadPurpose; readonly reason?: string }): Promise<ContactView> {
  return request<ContactView>('POST', `/referrals/${encodeURIComponent(referralId)}/contact-reads`, { body: wish });
}

/** What was read, as contact data. */
export const contactOf = (view: ContactView): ContactData => view.contact;

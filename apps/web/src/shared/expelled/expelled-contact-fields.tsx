import { m } from '../../generated/messages/messages.js';
import { CheckField } from '../kern/check-field';
import { SelectField, TextField } from '../kern/field';
import { LANGUAGES } from '../labels/code-lists';
import { LANGUAGE_LABELS } from '../labels/contact-labels';
import { optionsOf } from '../labels/label-of';
import type { ExpelledContact } from './expelled-queries';

export const NO_CONTACT: ExpelledContact = { name: '', phone: '', language: 'de', interpreter: false };
/** A number with an area code: at least six digits, nothing but digits, blanks and the usual separators. */
const PHONE = /^\+?[\d\s/()-]{6,30}$/;

export type ExpelledErrors = Readonly<Partial<Record<string, string>>>;

/** What is missing before it is sent. */
export const contactErrors = ({ name, phone }: ExpelledContact): ExpelledErrors => ({
  ...(name.trim().length < 2 ? { name: m.error_name() } : {}),
  ...(PHONE.test(phone.trim()) ? {} : { phone: m.error_phone() }),
});

/** Name, telephone and language. No address: the one that is known is that of the endangered person. */
export function ExpelledContactFields({ contact, errors, onChange }: { readonly contact: ExpelledContact; readonly errors: ExpelledErrors; readonly onChange: (contact: ExpelledContact) => void }) {
  return (
    <>
      <TextField name="expelled.name" label={m.contact_name()} value={contact.name} onChange={({ currentTarget }) => onChange({ ...contact, name: currentTarget.value })} error={errors['name']} maxLength={120} spellCheck={false} data-personal="" />
      <TextField name="expelled.phone" label={m.contact_phone()} hint={m.expelled_phone_hint()} type="tel" value={contact.phone} onChange={({ currentTarget }) => onChange({ ...contact, phone: currentTarget.value })} error={errors['phone']} maxLength={30} data-personal="" />
      <SelectField name="expelled.language" label={m.contact_language()} options={optionsOf(LANGUAGE_LABELS, LANGUAGES)} value={contact.language} onChange={({ currentTarget }) => onChange({ ...contact, language: currentTarget.value })} error={undefined} />
      <CheckField name="expelled.interpreter" label={m.contact_interpreter()} checked={contact.interpreter} onChange={({ currentTarget }) => onChange({ ...contact, interpreter: currentTarget.checked })} />
    </>
  );
}

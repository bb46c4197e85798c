import type { ContactData, CoreData, SafeContact, SafeWindow } from '#domain';

/** What the fields about person and safe contact hold while somebody types; all texts, so that nothing half typed is lost. */
export interface ContactValues {
  name: string;
  street: string;
  postcode: string;
  place: string;
  phone: string;
  safe: {
    phone: string;
    whosePhone: string;
    when: string;
    from: string;
    to: string;
    voicemail: boolean;
    textMessage: boolean;
    letter: boolean;
    email: boolean;
    otherPersonMayAnswer: boolean;
    codeWord: string;
    trustedName: string;
    trustedPhone: string;
  };
}

export const EMPTY_CONTACT: ContactValues = {
  name: '',
  street: '',
  postcode: '',
  place: '',
  phone: '',
  safe: {
    phone: '', whosePhone: 'own', when: 'any', from: '08:00', to: '12:00', voicemail: false, textMessage: false, letter: false, email: false,
    otherPersonMayAnswer: false, codeWord: '', trustedName: '', trustedPhone: '',
  },
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Times at which most people can say that they are alone; `own` asks for a span. */
export const WHEN = ['any', 'morning', 'afternoon', 'evening', 'own'] as const;
const PRESETS: Readonly<Record<string, Pick<SafeWindow, 'from' | 'to'>>> = {
  morning: { from: '08:00', to: '12:00' },
  afternoon: { from: '12:00', to: '17:00' },
  evening: { from: '17:00', to: '21:00' },
};

function toWindows({ when, from, to }: ContactValues['safe']): readonly SafeWindow[] {
  const span = when === 'own' ? { from, to } : PRESETS[when];
  return span === undefined ? [] : [{ days: EVERY_DAY, ...span }];
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The answers about a safe contact as the chain knows them. */
export function toSafeContact({ safe }: ContactValues): SafeContact {
  const trusted = safe.trustedPhone.trim() !== '' || safe.trustedName.trim() !== '';
  return {
    phone: safe.phone as SafeContact['phone'],
    whosePhone: safe.whosePhone as SafeContact['whosePhone'],
    windows: toWindows(safe),
    voicemail: safe.voicemail,
    textMessage: safe.textMessage,
    letter: safe.letter,
    email: safe.email,
    otherPersonMayAnswer: safe.otherPersonMayAnswer,
    codeWord: textOrNull(safe.codeWord),
    trustedPerson: trusted ? { name: safe.trustedName.trim(), phone: safe.trustedPhone.trim() } : null,
  };
}

/** The typed number, as a list of one or none. German mobile numbers begin with 015, 016 or 017. */
export function toPhones({ phone }: Pick<ContactValues, 'phone'>): CoreData['phones'] {
  const number = phone.trim();
  if (number === '') return [];
  return [{ number, kind: /^(\+49|0049|0)\s*1[567]/.test(number) ? 'mobile' : 'landline' }];
}

/** Name, address and telephone as typed. */
export function toCore(values: ContactValues): CoreData {
  return {
    name: values.name.trim(),
    street: values.street.trim(),
    postcode: values.postcode.trim(),
    place: values.place.trim(),
    phones: toPhones(values),
  };
}

function whenOf(windows: readonly SafeWindow[]): Pick<ContactValues['safe'], 'when' | 'from' | 'to'> {
  const first = windows[0];
  if (first === undefined) return { when: 'any', from: '08:00', to: '12:00' };
  const preset = Object.entries(PRESETS).find(([, span]) => span.from === first.from && span.to === first.to);
  return { when: preset?.[0] ?? 'own', from: first.from, to: first.to };
}

/** The fields filled with what is stored, for a correction. */
export function toValues({ core, safeContact }: ContactData): ContactValues {
  const safe = safeContact === undefined ? EMPTY_CONTACT.safe : {
    ...whenOf(safeContact.windows),
    phone: safeContact.phone,
    whosePhone: safeContact.whosePhone,
    voicemail: safeContact.voicemail,
    textMessage: safeContact.textMessage,
    letter: safeContact.letter,
    email: safeContact.email,
    otherPersonMayAnswer: safeContact.otherPersonMayAnswer,
    codeWord: safeContact.codeWord ?? '',
    trustedName: safeContact.trustedPerson?.name ?? '',
    trustedPhone: safeContact.trustedPerson?.phone ?? '',
  };
  return { name: core.name, street: core.street, postcode: core.postcode, place: core.place, phone: core.phones[0]?.number ?? '', safe };
}

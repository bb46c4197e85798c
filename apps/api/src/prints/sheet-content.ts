import type { ContactData, HumanRole, ReadPurpose, SafeContact } from '#domain';
import type { ReferralDetail } from '#referrals';
import { isDrawable } from './sheet-fonts.js';
import {
  CALLS_DE, CLOCKS_DE, GROUPS_DE, OWNERS_DE, PURPOSES_DE, RISKS_DE, ROLES_DE, ROWS, SCOPES_DE, SHEET, STATES_DE, WAYS_DE, daysInWords, endOfDayInWords, instantInWords, languageInWords,
} from './sheet-words.de.js';

export interface SheetRow {
  readonly name: string;
  readonly value: string;
}

/** One headline with its table; `note` stands in place of rows that are not given. */
export interface SheetSection {
  readonly title: string;
  readonly rows: readonly SheetRow[];
  readonly note: string | null;
}

/** What the sheet says, in order. */
export interface SheetContent {
  readonly reference: string;
  readonly printed: string;
  readonly sections: readonly SheetSection[];
}

export interface Printing {
  readonly detail: ReferralDetail;
  /** Null: the person may not read it. */
  readonly contact: ContactData | null;
  readonly by: { readonly name: string; readonly role: HumanRole; readonly organisation: string };
  readonly purpose: ReadPurpose;
  readonly at: Date;
}

/** What cannot be drawn as it is written is named as such: a name with gaps would be taken for the whole one. */
const row = (name: string, value: string): SheetRow => ({ name, value: value.trim() === '' ? SHEET.none : isDrawable(value) ? value : SHEET.unprintable });

function personRows({ core, communication, household, deployment, risk }: ContactData): readonly SheetRow[] {
  return [
    row(ROWS.name, core.name),
    row(ROWS.phone, core.phones.map(({ number }) => number).join(', ')),
    row(ROWS.address, [core.street, `${core.postcode} ${core.place}`].filter((part) => part.trim() !== '').join(', ')),
    ...(communication === undefined ? [] : [row(ROWS.language, languageInWords(communication.language))]),
    ...(household === undefined ? [] : [row(ROWS.children, String(household.children))]),
    ...(deployment === undefined ? [] : [row(ROWS.reference, deployment.policeReference)]),
    ...(risk === undefined ? [] : [row(ROWS.risk, RISKS_DE[risk.level])]),
  ];
}

function safeRows(safe: SafeContact): readonly SheetRow[] {
  const ways = (['textMessage', 'voicemail', 'letter', 'email', 'otherPersonMayAnswer'] as const).filter((way) => safe[way]).map((way) => WAYS_DE[way]);
  return [
    row(ROWS.call, `${CALLS_DE[safe.phone]} (${OWNERS_DE[safe.whosePhone]})`),
    row(ROWS.when, safe.windows.map(({ days, from, to }) => `${daysInWords(days)} ${from} bis ${to} Uhr`).join('; ') || 'jederzeit'),
    row(ROWS.also, ways.join(', ') || WAYS_DE.nothing),
    ...(safe.codeWord === null ? [] : [row(ROWS.codeWord, safe.codeWord)]),
    ...(safe.trustedPerson === null ? [] : [row(ROWS.trusted, `${safe.trustedPerson.name}, ${safe.trustedPerson.phone}`)]),
  ];
}

function referralRows({ row: referral, policeAuthority, centre, clocks, measure }: ReferralDetail): readonly SheetRow[] {
  const next = clocks.filter(({ state }) => state === 'running').sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())[0];
  return [
    row(ROWS.state, STATES_DE[referral.state]),
    row(ROWS.police, policeAuthority.name),
    row(ROWS.centre, centre?.name ?? ''),
    row(ROWS.next, next === undefined ? '' : `${CLOCKS_DE[next.kind as keyof typeof CLOCKS_DE]}: ${instantInWords(next.dueAt)}`),
    ...(measure === null ? [] : [row(ROWS.measure, endOfDayInWords(measure.last_day_on))]),
  ];
}

/** Puts the sheet into words. Contact data are those that were handed over and no others. */
export function toSheet({ detail, contact, by, purpose, at }: Printing): SheetContent {
  const { consent } = detail;
  return {
    reference: detail.row.reference,
    printed: `Ausgedruckt von ${by.name}, ${ROLES_DE[by.role]}, ${by.organisation}, am ${instantInWords(at)}. Zweck: ${PURPOSES_DE[purpose]}.`,
    sections: [
      contact === null ? { title: SHEET.person, rows: [], note: SHEET.notOpen } : { title: SHEET.person, rows: personRows(contact), note: null },
      ...(contact?.safeContact === undefined ? [] : [{ title: SHEET.safe, rows: safeRows(contact.safeContact), note: null }]),
      { title: SHEET.referral, rows: referralRows(detail), note: null },
      ...(consent === null
        ? []
        : [{ title: SHEET.consent, rows: [row(ROWS.groups, consent.groups.map((group) => GROUPS_DE[group]).join(', ')), row(ROWS.scope, SCOPES_DE[consent.scope])], note: null }]),
    ],
  };
}

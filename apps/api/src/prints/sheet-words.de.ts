import type { ClockKind, ConsentScope, FieldGroup, HumanRole, ReadPurpose, RiskLevel, SafeContact, State } from '#domain';

/** The words of the printed sheet. Paper goes to offices in North Rhine-Westphalia, so it is German only. A code without a word does not compile. */
export const SHEET = {
  title: 'Vermittlung',
  product: 'Zeitnah – Vermittlung nach häuslicher Gewalt',
  watermark: 'Vertraulich – nach Gebrauch vernichten',
  code: 'Kennung als QR-Code',
  page: 'Seite 1 von 1',
  person: 'Angaben zur Person',
  notOpen: 'Die Angaben zur Person sind für Sie nicht oder nicht mehr freigegeben. Sie stehen deshalb nicht auf diesem Blatt.',
  safe: 'Sicherer Kontakt',
  referral: 'Vermittlung und Fristen',
  consent: 'Einwilligung',
  none: 'keine Angabe',
  unprintable: 'siehe Zeitnah (in einer Schrift, die hier nicht gedruckt werden kann)',
} as const;

export const ROWS = {
  name: 'Name',
  phone: 'Telefon',
  address: 'Adresse',
  language: 'Sprache',
  children: 'Kinder im Haushalt',
  reference: 'Vorgangsnummer der Polizei',
  risk: 'Gefahr nach Einschätzung der Polizei',
  call: 'Anruf',
  when: 'Wann',
  also: 'Außerdem erlaubt',
  codeWord: 'Codewort',
  trusted: 'Vertrauensperson',
  state: 'Stand',
  police: 'Polizeibehörde',
  centre: 'Beratungsstelle',
  next: 'Nächste Frist',
  measure: 'Ende der Wohnungsverweisung',
  groups: 'Einverstanden mit der Weitergabe von',
  scope: 'Gilt für',
} as const;

export const STATES_DE: Readonly<Record<State, string>> = {
  draft: 'Entwurf', submitted: 'Übermittelt', returned: 'Zur Klärung', declined: 'Abgelehnt', accepted: 'Angenommen', contacting: 'Kontaktaufnahme läuft',
  reached: 'Erreicht', closed: 'Abgeschlossen', withdrawn: 'Zurückgezogen', purged: 'Gelöscht',
};

export const CLOCKS_DE: Readonly<Record<ClockKind, string>> = {
  transfer: 'Übermitteln', acknowledge: 'Annehmen oder ablehnen', first_attempt: 'Erster Kontaktversuch', contact_in_protection: 'Kontakt vor Ende des Schutzes',
  attempt_series: 'Reihe der Kontaktversuche', measure_end: 'Ende der Wohnungsverweisung', measure_extended: 'Ende der verlängerten Wohnungsverweisung',
  clarify: 'Klärung durch die Polizei', reroute: 'Neue Stelle finden', high_risk: 'Hohe Gefahr: annehmen', high_risk_attempt: 'Hohe Gefahr: erster Versuch',
  retention: 'Löschen', feedback: 'Rückmeldung',
};

export const GROUPS_DE: Readonly<Record<FieldGroup, string>> = {
  core: 'Name, Adresse, Telefon', safe_contact: 'sicherer Kontakt', communication: 'Sprache und Verständigung', household: 'Kinder und Haushalt',
  deployment: 'Einsatz', risk: 'Einschätzung der Gefahr', other_person: 'andere Person', feedback: 'Rückmeldung an die Polizei',
};

export const SCOPES_DE: Readonly<Record<ConsentScope, string>> = { named_centre: 'nur die genannte Beratungsstelle', other_suitable: 'auch eine andere geeignete Beratungsstelle' };

export const CALLS_DE: Readonly<Record<SafeContact['phone'], string>> = { safe: 'ja, der Anruf ist sicher', unsafe: 'NEIN, nicht anrufen', unknown: 'die Person weiß es nicht' };

export const OWNERS_DE: Readonly<Record<SafeContact['whosePhone'], string>> = { own: 'eigenes Telefon', shared: 'gemeinsames Telefon', trusted_person: 'Telefon einer Vertrauensperson' };

export const RISKS_DE: Readonly<Record<RiskLevel, string>> = { none: 'keine besondere Gefahr', raised: 'erhöhte Gefahr', high: 'hohe Gefahr' };

export const ROLES_DE: Readonly<Record<HumanRole, string>> = {
  officer: 'Streife / Sachbearbeitung', victim_protection: 'Polizeilicher Opferschutz', police_lead: 'Leitung Polizei', counsellor: 'Beratungsfachkraft',
  centre_lead: 'Leitung Beratungsstelle', facilitator: 'Fachkraft Täterarbeit', facilitator_lead: 'Leitung Täterarbeit', local_coordinator: 'Koordination Runder Tisch', state_coordinator: 'Landeskoordinierungsstelle', admin: 'Betrieb', auditor: 'Datenschutz / Revision',
};

export const PURPOSES_DE: Readonly<Record<ReadPurpose, string>> = {
  handover: 'Übergabe', first_contact: 'erster Kontakt', repeat_attempt: 'weiterer Kontaktversuch', correction: 'Berichtigung', data_subject_request: 'Auskunft an die Person',
  supervision: 'Aufsicht', emergency: 'Notfall',
};

export const WAYS_DE = {
  textMessage: 'Textnachricht', voicemail: 'Mailbox', letter: 'Brief mit neutralem Absender', email: 'E-Mail', otherPersonMayAnswer: 'eine andere Person darf abnehmen', nothing: 'nichts weiter',
} as const;

const DAYS_DE = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'] as const;
/** Days 1 (Monday) to 7, as one writes them on paper. */
export const daysInWords = (days: readonly number[]): string => (days.length === 7 || days.length === 0 ? 'täglich' : days.map((day) => DAYS_DE[day - 1] ?? '').join(', '));

const LANGUAGE_NAMES = new Intl.DisplayNames('de', { type: 'language', fallback: 'code' });
/** "Türkisch" for the tag 'tr' (BCP 47); what is no tag stays as it is. */
export function languageInWords(tag: string): string {
  try {
    return LANGUAGE_NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const DATE = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' });

/** "Fr., 26.03.2027, 21:40 Uhr". */
export const instantInWords = (at: Date): string => `${DATE.format(at)} Uhr`;
/** "Do., 26.11.2026, 24:00 Uhr" for the last day 'YYYY-MM-DD'. */
export const endOfDayInWords = (day: string): string => `${DAY.format(new Date(`${day}T00:00:00Z`))}, 24:00 Uhr`;

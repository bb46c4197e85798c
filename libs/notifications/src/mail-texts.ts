import { wallClockOf } from '#domain';
import type { HumanEventName } from '#domain';

/** The templates a notification row may name: what a person did, a clock that passed a rung, or an alarm of the system. */
export type TemplateName = `referral_${HumanEventName}` | 'clock_passed' | 'nobody_available' | 'invariant_broken' | 'referral_dormant' | 'nobody_to_refer_to' | 'nudge'
  | 'meeting_invited' | 'meeting_changed' | 'meeting_cancelled' | 'minutes_released' | 'resolution_reminder' | 'resolution_due' | 'resolution_escalation' | 'review_due' | 'yearly_report_due'
  | 'expelled_submit' | 'expelled_correct' | 'expelled_withdraw' | 'expelled_decline' | 'expelled_return' | 'expelled_due';

/**
 * A mail as it leaves: two constants. Nothing of a case goes in, because mail lies about in clear text.
 * `shows: 'due'` adds the due instant of the clock, `shows: 'nothing'` only the link to the inbox.
 */
export interface MailText {
  readonly subject: string;
  readonly body: string;
  readonly shows: 'nothing' | 'due';
}

const NEW: MailText = {
  subject: 'Zeitnah: Ein Fall wartet',
  body: 'In Ihrem Posteingang wartet ein Fall auf Ihre Stelle.',
  shows: 'nothing',
};
const NEWS: MailText = {
  subject: 'Zeitnah: Nachricht zu einem Fall',
  body: 'Zu einem Fall Ihrer Stelle gibt es etwas Neues.',
  shows: 'nothing',
};
const ANSWER: MailText = {
  subject: 'Zeitnah: Ein Fall braucht Ihre Antwort',
  body: 'Zu einem Fall Ihrer Stelle wird eine Antwort von Ihnen gebraucht.',
  shows: 'nothing',
};
const ENDED: MailText = {
  subject: 'Zeitnah: Nachricht zu einem Fall',
  body: 'Ein Fall Ihrer Stelle ist nicht weiter zu bearbeiten.',
  shows: 'nothing',
};

/** Every template and its declaration; a template without one does not compile. */
export const MAIL_TEXTS: { readonly [N in TemplateName]: MailText } = {
  clock_passed: {
    subject: 'Zeitnah: Eine Frist braucht Ihre Aufmerksamkeit',
    body: 'In Ihrem Posteingang läuft eine Frist ab oder ist abgelaufen.',
    shows: 'due',
  },
  nobody_available: {
    subject: 'Zeitnah: Niemand war erreichbar',
    body: 'In einer Rolle einer Stelle oder Behörde war niemand zu erreichen. Bitte kümmern Sie sich darum.',
    shows: 'nothing',
  },
  invariant_broken: {
    subject: 'Zeitnah: Die nächtliche Prüfung hat Fehler gefunden',
    body: 'Die nächtliche Prüfung hat Fälle gefunden, deren Fristen nicht stimmen. Bitte sehen Sie auf der Seite zum Betrieb nach.',
    shows: 'nothing',
  },
  referral_dormant: {
    subject: 'Zeitnah: Ein Fall liegt still',
    body: 'Zu einem Fall Ihrer Stelle ist seit zwei Wochen nichts geschehen. Bitte führen Sie ihn weiter oder schließen Sie ihn ab.',
    shows: 'nothing',
  },
  nobody_to_refer_to: {
    subject: 'Zeitnah: Für einen Ort fehlt eine Stelle',
    body: 'In einer Gemeinde konnte niemand vorgeschlagen werden. Wo das ist, zeigt Ihnen die Anwendung.',
    shows: 'nothing',
  },
  nudge: {
    subject: 'Zeitnah: Fristen sind abgelaufen',
    body: 'Die Koordination erinnert daran, dass in Ihrer Stelle oder Behörde Fristen abgelaufen sind. Welche das sind, zeigt Ihnen die Anwendung.',
    shows: 'nothing',
  },
  meeting_invited: {
    subject: 'Zeitnah: Eine Einladung wartet auf Ihre Antwort',
    body: 'Sie sind zu einem Treffen eingeladen. Termin und Tagesordnung zeigt Ihnen die Anwendung unter „Treffen“; dort antworten Sie auch.',
    shows: 'nothing',
  },
  meeting_changed: {
    subject: 'Zeitnah: Ein Treffen hat sich geändert',
    body: 'Termin oder Ort eines Treffens, zu dem Sie eingeladen sind, haben sich geändert. Bitte sehen Sie in der Anwendung nach, ob Ihre Antwort noch gilt.',
    shows: 'nothing',
  },
  meeting_cancelled: {
    subject: 'Zeitnah: Ein Treffen fällt aus',
    body: 'Ein Treffen, zu dem Sie eingeladen sind, fällt aus. Warum, zeigt Ihnen die Anwendung.',
    shows: 'nothing',
  },
  minutes_released: {
    subject: 'Zeitnah: Ein Protokoll liegt vor',
    body: 'Das Protokoll eines Treffens, zu dem Sie eingeladen waren, liegt in der Anwendung vor.',
    shows: 'nothing',
  },
  resolution_reminder: {
    subject: 'Zeitnah: Ein Beschluss wird bald fällig',
    body: 'Ein Beschluss, für den Ihre Stelle oder Behörde zuständig ist, wird in den nächsten Tagen fällig.',
    shows: 'nothing',
  },
  resolution_due: {
    subject: 'Zeitnah: Ein Beschluss ist fällig',
    body: 'Ein Beschluss, für den Ihre Stelle oder Behörde zuständig ist, ist fällig geworden und noch offen.',
    shows: 'nothing',
  },
  resolution_escalation: {
    subject: 'Zeitnah: Ein Beschluss ist überfällig',
    body: 'Ein Beschluss eines Treffens, das Sie einberufen haben, ist überfällig und noch offen.',
    shows: 'nothing',
  },
  review_due: {
    subject: 'Zeitnah: Maßnahmen sind zu überprüfen',
    body: 'Im Landesaktionsplan sind Maßnahmen zu überprüfen. Welche das sind, zeigt Ihnen die Anwendung.',
    shows: 'nothing',
  },
  yearly_report_due: {
    subject: 'Zeitnah: Jahreszahlen stehen aus',
    body: 'Die Zahlen Ihrer Einrichtung für ein abgelaufenes Jahr sind fällig und noch nicht eingereicht.',
    shows: 'nothing',
  },
  expelled_submit: NEW,
  expelled_correct: NEW,
  expelled_withdraw: ENDED,
  expelled_decline: NEWS,
  expelled_return: ANSWER,
  expelled_due: {
    subject: 'Zeitnah: Ein Fall wartet schon länger',
    body: 'Ein Fall Ihrer Stelle wartet länger, als er soll. Welcher das ist, zeigt Ihnen die Anwendung.',
    shows: 'nothing',
  },
  referral_create: NEWS,
  referral_submit: NEW,
  referral_accept: NEWS,
  referral_undo_accept: NEWS,
  referral_decline: ANSWER,
  referral_reassign: NEW,
  referral_return: ANSWER,
  referral_correct: NEW,
  referral_record_attempt: ANSWER,
  referral_record_reached: NEWS,
  referral_forward: NEW,
  referral_close: NEWS,
  referral_close_unplaced: NEWS,
  referral_withdraw_consent: ENDED,
  referral_withdraw: ENDED,
  referral_supplement: NEWS,
  referral_update_contact: NEWS,
  referral_update_measure: NEWS,
  referral_assign_counsellor: NEW,
  referral_pause_clock: NEWS,
  referral_resume_clock: NEWS,
  referral_recall: ANSWER,
  referral_confirm_recall: ENDED,
  referral_answer_recall: NEWS,
  referral_reopen: NEW,
};

/** The subject of a mail that stands for several messages of one inbox. */
export const DIGEST_SUBJECT = 'Zeitnah: Nachrichten warten';

const FOOTER = 'Diese Nachricht enthält zum Schutz der Betroffenen keine Angaben zum Fall.\nBitte antworten Sie nicht auf diese E-Mail.';
const WEEKDAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

/** True for a template that is declared here. */
export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(MAIL_TEXTS, name);

/** The text of a mail: the constant, the due time where the template shows it, the link, the footer. */
export function mailBody(template: TemplateName, { link, dueAt }: { readonly link: string; readonly dueAt: Date | null }): string {
  const { body, shows } = MAIL_TEXTS[template];
  const due = shows === 'due' && dueAt !== null ? [`Frist: ${germanTime(dueAt)}`, ''] : [];
  return [body, '', ...due, link, '', FOOTER, ''].join('\n');
}

/** The text of a mail that stands for several messages: how many they are, the link, the footer. */
export function digestBody(count: number, { link }: { readonly link: string }): string {
  const waiting = count === 1 ? 'In Ihrem Posteingang wartet 1 Nachricht.' : `In Ihrem Posteingang warten ${count} Nachrichten.`;
  return [waiting, '', link, '', FOOTER, ''].join('\n');
}

/** 2027-03-27T20:40Z → 'Sa, 27.03.2027, 21:40 Uhr' (Europe/Berlin). */
function germanTime(at: Date): string {
  const { day, time, weekday } = wallClockOf(at);
  const [year, month, dayOfMonth] = day.split('-');
  return `${WEEKDAYS[weekday - 1]}, ${dayOfMonth}.${month}.${year}, ${time} Uhr`;
}

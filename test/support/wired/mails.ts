import type { ReceivedMail, TestMailServer } from '../mail-server.js';

/** A mail as a person reads it. */
export interface ReadMail {
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** The mails that carry the Message-ID of this notification. */
export const mailsOf = (mail: TestMailServer, notificationId: string): readonly ReadMail[] =>
  mail.received.filter(({ bytes }) => bytes.includes(`\r\nMessage-ID: <${notificationId}@zeitnah.example>\r\n`)).map(asRead);

/** Everything that has left, decoded and as it went over the wire. */
export const allThatLeft = (mail: TestMailServer): string =>
  mail.received.flatMap(({ bytes, recipients }) => [bytes, decoded(bytes), ...recipients]).join('\n');

/** What the last rung of a clock says in a mail: two constants and when the clock ran out. */
export const constantText = (due: string): string =>
  [
    'In Ihrem Posteingang läuft eine Frist ab oder ist abgelaufen.', '', `Frist: ${due}`, '', 'https://zeitnah.example/', '',
    'Diese Nachricht enthält zum Schutz der Betroffenen keine Angaben zum Fall.', 'Bitte antworten Sie nicht auf diese E-Mail.', '',
  ].join('\n');

function asRead({ recipients, bytes }: ReceivedMail): ReadMail {
  const end = bytes.indexOf('\r\n\r\n');
  return { recipients, subject: /^Subject: (.*)$/m.exec(bytes)?.[1]?.trimEnd() ?? '', text: decoded(bytes.slice(end + 4)).replaceAll('\r\n', '\n') };
}

/** Quoted-printable back into text. */
function decoded(bytes: string): string {
  const joined = bytes.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(joined, 'latin1').toString('utf8');
}

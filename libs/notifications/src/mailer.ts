import { createTransport } from 'nodemailer';
import { DIGEST_SUBJECT, digestBody, MAIL_TEXTS, mailBody } from './mail-texts.js';
import type { TemplateName } from './mail-texts.js';
import { mailCodeOf } from './mail-fault.js';
import type { MailCode } from './mail-fault.js';

export interface MailerSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the inbox is found; the only thing a mail links to. */
  readonly publicUrl: string;
  readonly timeoutMs?: number;
}

/** What a mail says: the constant of one message, or how many messages it stands for. */
export type Says = { readonly template: TemplateName; readonly dueAt: Date | null } | { readonly waiting: number };

/** One mail: its identity, what it says, to whom. */
export interface Mail {
  /** Of the notification or of the digest; the Message-ID follows from it. */
  readonly id: string;
  readonly says: Says;
  /** Stamped on the mail, so that a second copy is the same to the byte. */
  readonly createdAt: Date;
  readonly recipients: readonly string[];
}

/** The time-out of every step with the mail server, in milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * Sends constant texts.
 * - Addresses stand in the envelope only; colleagues do not see each other's.
 * - The Message-ID follows from the notification or the digest, so a mail sent twice collapses into one.
 * - No tracking, no attachment, no HTML, no file or address is ever loaded into a mail.
 */
export class Mailer {
  private readonly transport: ReturnType<typeof createSmtp>;
  private readonly link: string;
  private readonly host: string;

  constructor(private readonly settings: MailerSettings) {
    this.transport = createSmtp(settings);
    this.link = new URL('/', settings.publicUrl).href;
    this.host = new URL(settings.publicUrl).hostname;
  }

  /** Asks the server for a greeting; null when it answers, else why not. Asked before a row is locked, so that a dead server locks nothing. */
  async fault(): Promise<MailCode | null> {
    return this.transport.verify().then(
      () => null,
      (error: unknown) => mailCodeOf(error),
    );
  }

  /** Null when the server has taken the mail for every recipient it knows, else why not. */
  async send({ id, says, createdAt, recipients }: Mail): Promise<MailCode | null> {
    const mail = {
      envelope: { from: this.settings.from, to: [...recipients] },
      messageId: `<${id}@${this.host}>`,
      date: createdAt,
      from: { name: 'Zeitnah', address: this.settings.from },
      to: 'undisclosed-recipients:;',
      ...this.written(says),
      textEncoding: 'quoted-printable' as const,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    return this.transport.sendMail(mail).then(
      () => null,
      (error: unknown) => mailCodeOf(error),
    );
  }

  private written(says: Says): { readonly subject: string; readonly text: string } {
    const { link } = this;
    if ('waiting' in says) return { subject: DIGEST_SUBJECT, text: digestBody(says.waiting, { link }) };
    return { subject: MAIL_TEXTS[says.template].subject, text: mailBody(says.template, { link, dueAt: says.dueAt }) };
  }

  /** Ends what is open with the mail server. */
  close(): void {
    this.transport.close();
  }
}

function createSmtp({ smtpUrl, timeoutMs = TIMEOUT_MS }: MailerSettings) {
  const each = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs };
  return createTransport({ url: smtpUrl, ...each, logger: false, debug: false });
}

/**
 * Why a notification could not be mailed, as it is stored beside the row: codes only, for addresses and servers' sentences stay out of rows and logs.
 * `in_app_only`: no mail server is configured; the message stands in the inbox.
 */
export const MAIL_CODES = [
  'smtp_unreachable',
  'smtp_timeout',
  'smtp_deferred',
  'smtp_refused',
  'smtp_auth',
  'template_unknown',
  'no_addressee',
  'in_app_only',
] as const;
export type MailCode = (typeof MAIL_CODES)[number];

const BY_CODE: Readonly<Record<string, MailCode>> = {
  ETIMEDOUT: 'smtp_timeout',
  EAUTH: 'smtp_auth',
  ENOAUTH: 'smtp_auth',
  EOAUTH2: 'smtp_auth',
};

/** The code of a fault of the mail server: by its answer (4xx deferred, 5xx refused), else by what happened to the connection. */
export function mailCodeOf(fault: unknown): MailCode {
  if (typeof fault !== 'object' || fault === null) return 'smtp_unreachable';
  const known = 'code' in fault && typeof fault.code === 'string' ? BY_CODE[fault.code] : undefined;
  if (known !== undefined) return known;
  const answer = 'responseCode' in fault ? Number(fault.responseCode) : Number.NaN;
  if (answer >= 500) return 'smtp_refused';
  if (answer >= 400) return 'smtp_deferred';
  return 'smtp_unreachable';
}

import { expect, it } from '@jest/globals';
import { mailCodeOf } from './mail-fault.js';

it.each([
  [{ code: 'ETIMEDOUT' }, 'smtp_timeout'],
  [{ code: 'EAUTH', responseCode: 535 }, 'smtp_auth'],
  [{ code: 'EENVELOPE', responseCode: 451 }, 'smtp_deferred'],
  [{ code: 'EMESSAGE', responseCode: 554 }, 'smtp_refused'],
  [{ code: 'ECONNREFUSED' }, 'smtp_unreachable'],
  [new Error('kanaria@stelle.example: no such user'), 'smtp_unreachable'],
  [null, 'smtp_unreachable'],
])('a fault of the mail server is kept as a code (%#)', (fault, code) => {
  expect(mailCodeOf(fault)).toBe(code);
});

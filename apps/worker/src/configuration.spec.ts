import { expect, it } from '@jest/globals';
import { readConfiguration } from './configuration.js';

const WHOLE = {
  WORKER_DATABASE_URL: 'postgres://app_clock:secret@127.0.0.1/zeitnah',
  KEYSTORE_URL: 'postgres://app_keys:secret@127.0.0.1/zeitnah_keys',
  KEYSTORE_ROOT_KEY: Buffer.alloc(32).toString('base64'),
  QUEUE_URL: 'redis://127.0.0.1:6379',
  PUBLIC_URL: 'https://zeitnah.example',
};

it('a whole environment is read; without a mail server nothing is mailed', () => {
  expect(readConfiguration(WHOLE)).toMatchObject({
    queueUrl: WHOLE.QUEUE_URL,
    port: 3_001,
    metricsPort: null,
    mail: null,
    logLevel: 'info',
  });
  expect(
    readConfiguration({ ...WHOLE, SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'zeitnah@land.example', METRICS_PORT: '9464' }),
  ).toMatchObject({
    mail: { smtpUrl: 'smtp://127.0.0.1:25', from: 'zeitnah@land.example' },
    metricsPort: 9_464,
  });
});

it('every fault is told at once, by its key and without its value', () => {
  const broken = {
    ...WHOLE,
    WORKER_DATABASE_URL: '',
    QUEUE_URL: 'amqp://secret-host',
    KEYSTORE_ROOT_KEY: 'c2VjcmV0',
    SMTP_URL: 'smtp://mail',
    MAIL_FROM: 'Secret <a@b>',
    WORKER_PORT: '70000',
  };
  const read = () => readConfiguration(broken);
  for (const key of ['WORKER_DATABASE_URL: is missing', 'QUEUE_URL', 'KEYSTORE_ROOT_KEY', 'MAIL_FROM', 'WORKER_PORT'])
    expect(read).toThrow(key);
  expect(read).not.toThrow(/secret/i);
});

it('quiet hours and digests have a default; an empty QUIET_HOURS means none', () => {
  const mail = { SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'zeitnah@land.example' };
  const read = (extra: Readonly<Record<string, string>>) => readConfiguration({ ...WHOLE, ...mail, ...extra }).mail;
  expect(read({})?.quietHours.counsellor).toEqual({ from: '20:00', to: '07:00', weekends: false });
  expect(Object.keys(read({})?.quietHours ?? {})).not.toContain('officer');
  expect(read({})?.digestAfter).toBe(3);
  expect(read({ QUIET_HOURS: '', DIGEST_AFTER: '0' })).toMatchObject({ quietHours: {}, digestAfter: 0 });
  expect(read({ QUIET_HOURS: 'officer=22:00-05:00+weekends' })?.quietHours).toEqual({ officer: { from: '22:00', to: '05:00', weekends: true } });
});

it.each([
  ['QUIET_HOURS', 'counselor=20:00-07:00', 'QUIET_HOURS: entry 1 names no role'],
  ['QUIET_HOURS', 'officer=20:00-07:00,counsellor=25:00-07:00', 'QUIET_HOURS: entry 2 names a time that is none'],
  ['QUIET_HOURS', 'at night', 'QUIET_HOURS: entry 1 must read like'],
  ['DIGEST_AFTER', 'three', 'DIGEST_AFTER: must be a whole number'],
  ['DIGEST_AFTER', '-1', 'DIGEST_AFTER: must be a whole number'],
])('%s=%s is refused in words, also where nothing is mailed', (key, value, words) => {
  expect(() => readConfiguration({ ...WHOLE, [key]: value })).toThrow(words);
});

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

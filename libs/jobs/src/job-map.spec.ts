import { describe, expect, it } from '@jest/globals';
import { isJobName, isPayloadOf, jobIdFor } from './job-map.js';

const ID = '0190a1b2-0000-7000-8000-00000000000a';

describe('the id of a job', () => {
  it('follows from what the job is about', () => {
    expect(jobIdFor('due', { second: 1_806_300_000 })).toBe('due-1806300000');
    expect(jobIdFor('send-notification', { notificationId: ID })).toBe(`send-notification-${ID}`);
    expect(jobIdFor('shred-keys', {})).toBe('shred-keys');
  });

  it('has no colon and is never a number, because the queue refuses both', () => {
    for (const id of [jobIdFor('due', { second: 1 }), jobIdFor('purge-referral', { referralId: ID }), jobIdFor('roll-up', {})]) {
      expect(id).not.toContain(':');
      expect(Number(id)).toBeNaN();
    }
  });
});

describe('the payload of a job', () => {
  it.each<[string, unknown]>([
    ['a name in place of an id', { notificationId: 'Kanaria Vogelsang' }],
    ['a sentence beside the id', { notificationId: ID, note: 'bitte nicht anrufen' }],
    ['the field of an older version', { id: ID }],
    ['no field', {}],
    ['a list', [ID]],
    ['nothing', null],
    ['a field of the prototype', Object.create({ notificationId: ID })],
  ])('is refused with %s', (_what, payload) => {
    expect(isPayloadOf('send-notification', payload)).toBe(false);
  });

  it('is taken with exactly its fields', () => {
    expect(isPayloadOf('send-notification', { notificationId: ID })).toBe(true);
    expect(isPayloadOf('due', { second: 1 })).toBe(true);
    expect(isPayloadOf('due', { second: 1.5 })).toBe(false);
    expect(isPayloadOf('roll-up', {})).toBe(true);
    expect(isPayloadOf('roll-up', { for: 'Musterstadt' })).toBe(false);
  });
});

it('a name that is not a job is none, also when every object has it', () => {
  expect(isJobName('due')).toBe(true);
  for (const name of ['write-letter', 'toString', '__proto__']) expect(isJobName(name)).toBe(false);
});

import { describe, expect, it } from '@jest/globals';
import { deadLetterOf } from './dead-letter.js';
import { JobError } from './job-error.js';

const FAILED = { id: 'purge-referral-1', name: 'purge-referral', attemptsMade: 5, finishedOn: Date.UTC(2027, 2, 26, 20, 40) };

describe('a dead letter', () => {
  it('shows the code of the failure', () => {
    expect(deadLetterOf({ ...FAILED, failedReason: 'smtp_refused' })).toEqual({
      id: 'purge-referral-1',
      name: 'purge-referral',
      code: 'smtp_refused',
      tries: 5,
      failedAt: new Date('2027-03-26T20:40:00Z'),
    });
  });

  it('never shows a sentence, whoever wrote it', () => {
    expect(deadLetterOf({ ...FAILED, failedReason: 'job stalled more than allowable limit' }).code).toBe('stalled');
    expect(deadLetterOf({ ...FAILED, failedReason: 'Key (email)=(kanaria@stelle.example) exists' }).code).toBe('unexpected');
  });
});

it('the error of a job takes a code and nothing else', () => {
  expect(new JobError('shred_failed').code).toBe('shred_failed');
  expect(new JobError('Kanaria Vogelsang is unreachable').message).toBe('unexpected');
});

import { storableCode } from './job-error.js';

/** An errand that has failed for good, as an operator sees it: ids, a code and when; nothing of the case. */
export interface DeadLetter {
  /** The job's id, to ask for another try. */
  readonly id: string;
  readonly name: string;
  /** Why, e.g. `smtp_unreachable`, `payload_refused`, `job_unknown`, `stalled`, `unexpected`. */
  readonly code: string;
  readonly tries: number;
  readonly failedAt: Date | null;
}

interface FailedJob {
  readonly id?: string | undefined;
  readonly name: string;
  readonly failedReason?: string | undefined;
  readonly attemptsMade: number;
  readonly finishedOn?: number | undefined;
}

/** What of a failed job may be shown. BullMQ itself writes one sentence, when a job has stalled too often. */
export function deadLetterOf(job: FailedJob): DeadLetter {
  const reason = job.failedReason ?? '';
  return {
    id: job.id ?? '',
    name: job.name,
    code: reason.includes('stalled') ? 'stalled' : storableCode(reason),
    tries: job.attemptsMade,
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
  };
}

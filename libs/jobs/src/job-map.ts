/**
 * Words. A *job* is an entry of the queue: a name and ids, never the truth itself (the row is). A *bell* is the job `due`: it only says
 * "look now". An *errand* is every other job. A *dead letter* is an errand that has failed for good and waits for a person.
 */

/**
 * Every job and what it carries: ids or less, because job data lies in the queue in clear text.
 * - `due`: at least one rung may be due at this second (epoch seconds).
 * - `send-notification`: try to send this notification.
 * - `purge-referral`: the retention of this referral has passed.
 * - `shred-keys`, `seal-audit`, `roll-up`: do whatever is due; which that is, the rows know.
 */
export interface JobMap {
  due: { readonly second: number };
  'send-notification': { readonly notificationId: string };
  'purge-referral': { readonly referralId: string };
  'shred-keys': Readonly<Record<string, never>>;
  'seal-audit': Readonly<Record<string, never>>;
  'roll-up': Readonly<Record<string, never>>;
}

/** The name of a job. */
export type JobName = keyof JobMap;

/** The jobs that are not bells; they are retried and end as dead letters. */
export type ErrandName = Exclude<JobName, 'due'>;

/** What a handler answers; both mean success. `nothing-to-do`: someone else was faster, or the reason has gone. */
export type JobResult = 'done' | 'nothing-to-do';

/** One handler per job; leaving one out does not compile. A handler may be called twice for the same job, or never. */
export type JobHandlers = { readonly [N in JobName]: (data: JobMap[N]) => Promise<JobResult> };

interface JobRow<N extends JobName> {
  /** The fields of the payload, each with what it must look like; another field, or one missing, is refused. */
  readonly fields: { readonly [F in keyof JobMap[N]]: (value: unknown) => boolean };
  /** What distinguishes two jobs of this name; '' when one at a time is enough. */
  readonly distinguishes: (data: JobMap[N]) => string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuid = (value: unknown): boolean => typeof value === 'string' && UUID.test(value);
const epochSecond = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
const alone = (): string => '';

const JOBS: { readonly [N in JobName]: JobRow<N> } = {
  due: { fields: { second: epochSecond }, distinguishes: ({ second }) => String(second) },
  'send-notification': { fields: { notificationId: uuid }, distinguishes: ({ notificationId }) => notificationId },
  'purge-referral': { fields: { referralId: uuid }, distinguishes: ({ referralId }) => referralId },
  'shred-keys': { fields: {}, distinguishes: alone },
  'seal-audit': { fields: {}, distinguishes: alone },
  'roll-up': { fields: {}, distinguishes: alone },
};

/** True for a name that this version knows. */
export const isJobName = (name: string): name is JobName => Object.hasOwn(JOBS, name);

/** True when the payload has exactly the fields of the job and each looks as it must: an id cannot carry a name or a sentence. */
export function isPayloadOf<N extends JobName>(name: N, data: unknown): data is JobMap[N] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  const fields: Readonly<Record<string, (value: unknown) => boolean>> = JOBS[name].fields;
  const given = Object.entries(data);
  return (
    given.length === Object.keys(fields).length &&
    given.every(([field, value]) => Object.hasOwn(fields, field) && fields[field]?.(value) === true)
  );
}

/**
 * The only place that builds a job's id: `due-1806300000`, `send-notification-<uuid>`, `shred-keys`.
 * The same id twice is one job; no colon, because the queue refuses ids with one.
 */
export function jobIdFor<N extends JobName>(name: N, data: JobMap[N]): string {
  const row: JobRow<N> = JOBS[name];
  const distinction = row.distinguishes(data);
  return distinction === '' ? name : `${name}-${distinction}`;
}

import { instantAt, wallClockOf } from '#domain';

/** The value of a date-time field: the wall clock in Europe/Berlin, whatever zone the device believes to be in. */
export function toLocalInput(at: Date): string {
  const { day, time } = wallClockOf(at);
  return `${day}T${time}`;
}

/** The instant that a date-time field means; null while it is empty or half filled. */
export function fromLocalInput(value: string): Date | null {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(value);
  return parts?.[1] === undefined || parts[2] === undefined ? null : instantAt(parts[1], parts[2]);
}

export { toLocalDay } from './format';

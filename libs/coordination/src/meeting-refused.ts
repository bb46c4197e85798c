import type { MeetingRefusal } from '#domain';

/** The rule that a step would break. Nothing was stored. */
export class MeetingRefused extends Error {
  override readonly name = 'MeetingRefused';
  constructor(readonly code: MeetingRefusal) {
    super(code);
  }
}

/** There is no such meeting or resolution for this person. */
export class MeetingNotFound extends Error {
  override readonly name = 'MeetingNotFound';
}

/** Somebody else has changed it since it was read; nothing was stored. */
export class MeetingChangedMeanwhile extends Error {
  override readonly name = 'MeetingChangedMeanwhile';
  constructor(readonly current: number) {
    super('stale_version');
  }
}

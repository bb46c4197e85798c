import type { ExpelledRefusal } from '#domain';

/** The rule that a step would break. Nothing was stored. */
export class ExpelledRefused extends Error {
  override readonly name = 'ExpelledRefused';
  constructor(readonly code: ExpelledRefusal | 'expelled_centre_unsuitable' | 'expelled_phone_shared' | 'expelled_consent_late') {
    super(code);
  }
}

/** There is no such referral for this person; one of the other chain answers the same. */
export class ExpelledNotFound extends Error {
  override readonly name = 'ExpelledNotFound';
}

/** Somebody else has changed it since it was read; nothing was stored. */
export class ExpelledOvertaken extends Error {
  override readonly name = 'ExpelledOvertaken';
  constructor(readonly current: number) {
    super('stale_version');
  }
}

/** The contact data are not open to this role in this state; the attempt stands in the trail. */
export class ExpelledContactRefused extends Error {
  override readonly name = 'ExpelledContactRefused';
  constructor(readonly code: 'purpose_not_open' | 'no_key') {
    super(code);
  }
}

import type { RefusalCode } from '#domain';

/** The chain says no. Nothing was changed; the code says why and stays stable for partner systems. */
export class ReferralRefused extends Error {
  override readonly name = 'ReferralRefused';
  constructor(readonly code: RefusalCode) {
    super(code);
  }
}

/** Somebody else changed the referral meanwhile. Nothing was changed; `current` is the version to read first. */
export class StaleVersion extends Error {
  override readonly name = 'StaleVersion';
  constructor(readonly current: number) {
    super('stale_version');
  }
}

/** Unknown, of another organisation, sealed or excluded: the caller cannot tell which. */
export class ReferralNotFound extends Error {
  override readonly name = 'ReferralNotFound';
  constructor() {
    super('not_found');
  }
}

/** The idempotency key was used for another body. Nothing was stored. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  constructor() {
    super('idempotency_key_reused');
  }
}

/** Data of the right shape that names something impossible (a municipality or centre that does not exist). Values are never quoted. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(readonly errors: readonly { readonly pointer: string; readonly code: string }[]) {
    super('invalid_input');
  }
}

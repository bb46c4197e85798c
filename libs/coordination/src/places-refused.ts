import type { OnwardRefusal } from '#domain';

/** Nobody is sent on, on the strength of this entry: why. */
export class OnwardRefused extends Error {
  override readonly name = 'OnwardRefused';
  constructor(readonly code: OnwardRefusal) {
    super(code);
  }
}

/** There is no such shelter for men, or whoever asks keeps none. */
export class ShelterNotFound extends Error {
  override readonly name = 'ShelterNotFound';
}

import type { ModelFault } from '#domain';

/** An entry of the library cannot be read or written so. Nothing was changed. */
export class LocalModelRefused extends Error {
  override readonly name = 'LocalModelRefused';
  /** `current`: the version to read first, where somebody else was quicker. */
  constructor(
    readonly code: 'stale_version' | 'not_found' | 'model_released' | 'model_of_others',
    readonly current: number | null = null,
  ) {
    super(code);
  }
}

/** What is written of a model cannot be: where, and why. Values are never quoted. */
export class InvalidLocalModel extends Error {
  override readonly name = 'InvalidLocalModel';
  constructor(readonly faults: readonly (Pick<ModelFault, 'pointer'> & { readonly code: string })[]) {
    super('invalid_input');
  }
}

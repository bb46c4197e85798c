const CODE = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * A failure that may be written into the queue: a code and nothing else. Whatever else a handler throws is stored as `unexpected`,
 * because messages and stacks of drivers quote values.
 */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly code: string;
  /** A final failure is not tried again. */
  readonly final: boolean;

  constructor(code: string, { final = false, cause }: { readonly final?: boolean; readonly cause?: unknown } = {}) {
    super(storableCode(code), { cause });
    this.code = this.message;
    this.final = final;
  }
}

/** The code itself, or `unexpected` when the text is not a code. */
export const storableCode = (text: string): string => (CODE.test(text) ? text : 'unexpected');

/** An entry of a plan or of a mandate is not taken: what is wrong, place by place. Nothing was changed. */
export class PlanEntryRefused extends Error {
  override readonly name = 'PlanEntryRefused';
  constructor(readonly faults: readonly { readonly pointer: string; readonly code: string }[]) {
    super(faults.map(({ code }) => code).join());
  }
}

/** Somebody else has changed it meanwhile; nothing was changed. */
export class PlanOvertaken extends Error {
  override readonly name = 'PlanOvertaken';
  constructor(readonly current: number) {
    super('overtaken');
  }
}

/** There is no such plan, measure, body or position, or it is another office's. */
export class PlanNotFound extends Error {
  override readonly name = 'PlanNotFound';
}

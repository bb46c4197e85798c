/** Why a question about the turnaround is not answered, or an entry not taken: the rule that it would break. */
export type TurnaroundRefusal = 'period_not_in_catalogue' | 'as_of_not_in_catalogue' | 'as_of_in_future' | 'log_too_long' | 'month_not_open' | 'more_refused_than_deployments';

export class TurnaroundRefused extends Error {
  override readonly name = 'TurnaroundRefused';
  constructor(readonly code: TurnaroundRefusal) {
    super(code);
  }
}

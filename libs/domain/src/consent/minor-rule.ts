/** Who decides about a minor's consent, and whether the centre may work with minors. */
export interface MinorQuestion {
  readonly minor: boolean;
  /** The named person who found the minor able to consent; `null` if nobody has decided. */
  readonly capacityDecidedBy: string | null;
  readonly centreServesMinors: boolean;
}

/**
 * True for adults. A minor may be referred only after a named person decided on the capacity to consent, and only to a centre for
 * minors. A guardian's signature alone is not enough: the guardian may be the danger. Children in the household are no referrals.
 */
export function minorRuleKept(question: MinorQuestion): boolean {
  if (!question.minor) return true;
  return (question.capacityDecidedBy ?? '').trim() !== '' && question.centreServesMinors;
}

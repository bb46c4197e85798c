import type { Hotline, RefusalCode } from '#domain';
import { alternativesFor, type Alternative } from '#directory';
import { ReferralRefused } from './referral-errors.js';
import type { ReferralStep } from './referral-step.js';

/**
 * No centre at all can be proposed for this person. Nothing was changed, the referral stays where it is; the coordination is told where and for
 * which target group, and whoever asked is told whom to telephone.
 */
export class NobodyToReferTo extends ReferralRefused {
  constructor(
    code: RefusalCode,
    readonly gap: { readonly ags: string; readonly targetGroup: string; readonly at: Date },
    readonly alternatives: readonly Alternative[],
    readonly hotline: Hotline,
  ) {
    super(code);
  }
}

const OF_THE_CENTRE: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['centre_not_eligible', 'centre_inactive']);

/** The refusal of a step, with a way out where it is for want of any centre: whatever the consent says, which may be asked for anew. */
export function refusalOf({ routing }: Pick<ReferralStep, 'routing'>, code: RefusalCode): ReferralRefused {
  if (routing === null || !OF_THE_CENTRE.has(code)) return new ReferralRefused(code);
  const question = { ...routing.question, consent: null };
  const { candidates, hotline } = routing.view.candidates(question);
  if (candidates.length > 0) return new ReferralRefused(code);
  const { ags, targetGroup, at } = question;
  return new NobodyToReferTo(code, { ags, targetGroup, at }, alternativesFor(routing.view, question), hotline);
}

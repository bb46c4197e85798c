import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { Facts, type Fact } from '../kern/facts';
import { FEEDBACK_LABELS } from '../labels/feedback-labels';
import { GROUP_LABELS, OUTCOME_LABELS, SCOPE_LABELS, TARGET_LABELS } from '../labels/referral-labels';
import { labelOf } from '../labels/label-of';
import { toDateTime, toDay } from '../time/format';

function flagsOf({ flags, phoneFrozen }: ReferralView): readonly string[] {
  const held: readonly (readonly [boolean, () => string])[] = [
    [phoneFrozen, m.flag_phone_frozen],
    [flags.unsafeContact, m.flag_unsafe_contact],
    [flags.addressBlock, m.flag_address_block],
    [flags.children, m.flag_children],
    [flags.interpreter, m.flag_interpreter],
    [flags.minor, m.flag_minor],
    [flags.mutualAllegation, m.flag_mutual_allegation],
    [flags.onBehalf, m.flag_on_behalf],
    [flags.sealed, m.flag_sealed],
    [flags.moved, m.flag_moved],
  ];
  return held.filter(([holds]) => holds).map(([, label]) => label());
}

function measureWords(measure: NonNullable<ReferralView['measure']>): string {
  const until = m.measure_until({ day: toDay(measure.lastDayOn) });
  return measure.courtAppliedOn ? `${until} · ${m.measure_applied({ day: toDay(measure.courtAppliedOn) })}` : until;
}

const counsellorWords = ({ name, until }: NonNullable<ReferralView['counsellor']>): string => (until === null ? name : m.counsellor_until({ name, day: toDay(until) }));

/** A city that is its own district is named once. */
const placeWords = ({ name, district }: ReferralView['whereabouts']): string => (district === '' || district === name ? name : `${name} (${district})`);

/** What everybody who sees the referral may know: no name, no address, no number. */
export function ReferralFacts({ referral }: { readonly referral: ReferralView }) {
  const flags = flagsOf(referral);
  const facts: readonly (Fact | null)[] = [
    { name: m.fact_place(), value: placeWords(referral.whereabouts) },
    { name: m.fact_police(), value: referral.policeAuthority.name },
    { name: m.fact_centre(), value: referral.centre?.name ?? m.fact_no_centre() },
    { name: m.fact_target(), value: labelOf(TARGET_LABELS, referral.targetGroup) },
    flags.length === 0 ? null : { name: m.fact_flags(), value: flags.join(' · ') },
    referral.measure === null ? null : { name: m.fact_measure(), value: measureWords(referral.measure) },
    referral.consent === null
      ? null
      : { name: m.fact_consent(), value: `${labelOf(SCOPE_LABELS, referral.consent.scope)} · ${referral.consent.groups.map((group) => labelOf(GROUP_LABELS, group)).join(', ')}` },
    referral.firstSubmittedAt === null ? null : { name: m.fact_submitted(), value: toDateTime(referral.firstSubmittedAt) },
    referral.counsellor === null ? null : { name: m.fact_counsellor(), value: counsellorWords(referral.counsellor) },
    referral.feedback === null ? null : { name: m.fact_feedback(), value: labelOf(FEEDBACK_LABELS, referral.feedback) },
    referral.outcome ? { name: m.fact_outcome(), value: labelOf(OUTCOME_LABELS, referral.outcome) } : null,
  ];
  return <Facts facts={facts.filter((fact) => fact !== null)} />;
}

import type { ReferralStep } from './referral-step.js';

/** Who is told on each side; a message carries the reference and the event, never a person. */
const ROLES_TOLD = {
  centre: ['counsellor', 'centre_lead'],
  police: ['officer', 'victim_protection'],
  network: ['local_coordinator'],
} as const;

/** Puts a message into the other side's inbox and outbox, in the transaction of the event that causes it. */
export function tell(step: ReferralStep, side: keyof typeof ROLES_TOLD, newId: () => string): void {
  const { draft, input, at } = step;
  for (const organisationId of addressees(step, side)) {
    if (organisationId === draft.author.organisationId) continue;
    for (const role of ROLES_TOLD[side]) {
      draft.notifications.push({
        id: newId(),
        organisation_id: organisationId,
        role,
        template: `referral_${input.event}`,
        referral_id: draft.row.id,
        reference: draft.row.reference,
        responsible_organisation_id: draft.row.centre_id ?? draft.row.police_authority_id,
        created_at: at,
      });
    }
  }
}

function addressees({ draft, registry, before }: ReferralStep, side: keyof typeof ROLES_TOLD): readonly string[] {
  if (side === 'police') return [draft.row.police_authority_id];
  // After a withdrawal the centre that held it is the one to be told.
  const centreId = draft.row.centre_id ?? before.assignment?.centre_id ?? null;
  if (side === 'centre') return centreId === null ? [] : [centreId];
  // A sealed referral is nobody's stalled item: its existence is not told outside the named persons.
  return draft.row.named_user_ids === null ? registry.networkIds : [];
}

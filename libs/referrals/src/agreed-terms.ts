import type { AgreementParameters, Consent } from '#domain';
import { InvalidInput } from './referral-errors.js';
import type { StepInput } from './referral-step.js';

/** What the two agreements in question say: of the centre that would receive the referral, and of the one that holds it. */
export interface AgreedTerms {
  readonly receiving: AgreementParameters;
  readonly holding: AgreementParameters;
}

/**
 * Refuses what the agreements rule out: a hand-over on a form of consent that was not agreed, handing on where the centre may not.
 * A mistake of the form and no refusal of the chain: another form of consent, or the police, help on. Throws InvalidInput.
 */
export function requireAgreed(input: StepInput, consent: Consent | null, { receiving, holding }: AgreedTerms): void {
  if (input.event === 'forward' && !holding.forwarding) throw new InvalidInput([{ pointer: '/centreId', code: 'forwarding_not_agreed' }]);
  const handsOver = input.event === 'create' || input.event === 'submit' || input.event === 'correct';
  if (handsOver && consent !== null && !receiving.consentForms.includes(consent.form)) throw new InvalidInput([{ pointer: '/consent/form', code: 'form_not_agreed' }]);
}

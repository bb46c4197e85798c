import { measureOf, type ReferralStep } from './referral-step.js';

type PublicStep = Pick<ReferralStep, 'input' | 'target' | 'nextConsent' | 'nextMeasure' | 'before'>;

/** The last day of the protection measure as the event leaves it: the turnaround asks whether somebody was reached by then, when the measure itself is long purged. */
function measureIn({ nextMeasure, before }: PublicStep): { readonly measureUntil?: string } {
  const measure = nextMeasure?.measure ?? measureOf(before);
  return measure === null ? {} : { measureUntil: measure.lastDayOn };
}

/**
 * What of an event's data goes into the history: codes, ids and dates by name. A field that is not listed here never gets there,
 * so contact data and consent cannot slip into a row that outlives them.
 */
export function publicData(step: PublicStep): Readonly<Record<string, unknown>> {
  const { input, target } = step;
  switch (input.event) {
    case 'submit':
      return { centreId: target?.id ?? input.data.centreId, consentAt: (step.nextConsent ?? step.before.consent)?.givenAt.toISOString(), ...measureIn(step) };
    case 'reassign':
      // The centre that the routing chose, where none was named.
      return { centreId: target?.id ?? input.data.centreId };
    case 'decline':
      return { reason: input.data.reason, suggestedCentreId: input.data.suggestedCentreId };
    case 'return':
    case 'withdraw':
    case 'recall':
      return { reason: input.data.reason };
    case 'record_attempt':
      return {
        channel: input.data.channel, result: input.data.result, at: input.data.at.toISOString(),
        contactVersion: input.data.contactVersion, overrideReason: input.data.overrideReason,
      };
    case 'record_reached':
      return { result: input.data.result, at: input.data.at.toISOString() };
    case 'forward':
      return { reason: input.data.reason, centreId: input.data.centreId };
    case 'close':
      return { outcome: input.data.outcome };
    case 'withdraw_consent':
      return { heardBy: input.data.heardBy, heardAt: input.data.heardAt.toISOString() };
    case 'correct':
    case 'supplement':
      return { parts: Object.keys(input.data.contact), ...measureIn(step) };
    case 'update_contact':
      return { parts: Object.keys(input.data) };
    case 'update_measure':
      return { change: input.data.change, on: input.data.on, ...measureIn(step) };
    case 'assign_counsellor':
      return { userId: input.data.userId, until: input.data.until };
    case 'pause_clock':
      return { clock: input.data.clock, reason: input.data.reason, until: input.data.until.toISOString() };
    case 'resume_clock':
      return { clock: input.data.clock };
    case 'clocks_recomputed':
      return { reason: input.data.reason, clocks: input.data.clocks.map(({ kind }) => kind) };
    case 'answer_recall':
      return { answer: input.data.answer };
    case 'create':
    case 'accept':
    case 'undo_accept':
    case 'close_unplaced':
    case 'confirm_recall':
    case 'reopen':
    case 'purge':
      return {};
  }
}

import type { EventInput, InputEventName } from '#referrals';
import { toContactData, toContactParts, toSafeContact } from './contact-data.dto.js';
import type * as dto from './event.dto.js';
import { toConsentInput, toOrderedMeasure } from './new-referral.dto.js';

/** What each event's body is called at the door. */
export interface EventDtos {
  submit: dto.SubmitDto;
  accept: dto.AcceptDto;
  decline: dto.DeclineDto;
  reassign: dto.ReassignDto;
  return: dto.ReturnDto;
  correct: dto.CorrectDto;
  record_attempt: dto.RecordAttemptDto;
  record_reached: dto.RecordReachedDto;
  forward: dto.ForwardDto;
  close: dto.CloseDto;
  close_unplaced: dto.NothingDto;
  withdraw_consent: dto.WithdrawConsentDto;
  withdraw: dto.WithdrawDto;
  supplement: dto.SupplementDto;
  update_contact: dto.UpdateContactDto;
  update_measure: dto.UpdateMeasureDto;
  assign_counsellor: dto.AssignCounsellorDto;
  pause_clock: dto.PauseClockDto;
  resume_clock: dto.ResumeClockDto;
  recall: dto.RecallDto;
  confirm_recall: dto.NothingDto;
  answer_recall: dto.AnswerRecallDto;
  reopen: dto.NothingDto;
  undo_accept: dto.NothingDto;
}

type DataOf<E extends InputEventName> = Extract<EventInput, { readonly event: E }>['data'];

/** From the door's words to the use case's: texts become instants, what is absent becomes null. A new event does not compile until it stands here. */
const DATA: { readonly [E in InputEventName]: (body: EventDtos[E]) => DataOf<E> } = {
  submit: ({ centreId, contact, consent, measure }) => ({
    centreId: centreId ?? null, contact: contact ? toContactData(contact) : null, consent: consent ? toConsentInput(consent) : null, measure: toOrderedMeasure(measure),
  }),
  accept: ({ conflictOfInterest }) => ({ conflictOfInterest }),
  decline: ({ reason, suggestedCentreId }) => ({ reason, suggestedCentreId: suggestedCentreId ?? null }),
  reassign: ({ centreId, consent }) => ({ centreId, consent: consent ? toConsentInput(consent) : null }),
  return: ({ reason }) => ({ reason }),
  correct: ({ contact, consent, measure }) => ({
    contact: toContactData(contact), consent: consent ? toConsentInput(consent) : null, measure: toOrderedMeasure(measure),
  }),
  record_attempt: ({ at, overrideReason, ...rest }) => ({ ...rest, at: new Date(at), overrideReason: overrideReason ?? null }),
  record_reached: ({ result, at }) => ({ result, at: new Date(at) }),
  forward: ({ centreId, reason, consent, whereaboutsAgs }) => ({ centreId, reason, consent: consent ? toConsentInput(consent) : null, whereaboutsAgs: whereaboutsAgs ?? null }),
  close: ({ outcome }) => ({ outcome }),
  close_unplaced: () => ({}),
  withdraw_consent: ({ heardBy, heardAt }) => ({ heardBy, heardAt: new Date(heardAt) }),
  withdraw: ({ reason }) => ({ reason }),
  supplement: ({ contact, measure }) => ({ contact: toContactParts(contact), measure: toOrderedMeasure(measure) }),
  update_contact: ({ phones, safeContact }) => ({ ...(phones && { phones }), ...(safeContact && { safeContact: toSafeContact(safeContact) }) }),
  update_measure: ({ change, on }) => ({ change, on }),
  assign_counsellor: ({ userId, until }) => ({ userId, until: until ?? null }),
  pause_clock: ({ clock, reason, until }) => ({ clock, reason, until: new Date(until) }),
  resume_clock: ({ clock }) => ({ clock }),
  recall: ({ reason }) => ({ reason }),
  confirm_recall: () => ({}),
  answer_recall: ({ answer }) => ({ answer }),
  reopen: () => ({}),
  undo_accept: () => ({}),
};

/** The event of a request as the use case takes it. */
export function toEventInput<E extends InputEventName>(event: E, body: EventDtos[E]): EventInput {
  return { event, data: DATA[event](body) } as EventInput;
}

import type { Outcome } from './codes.js';

/** What the police may learn of a result, and only with the person's consent: reached or not, never what was talked about. */
export const FEEDBACKS = ['reached', 'not_reached', 'cannot_serve'] as const;
export type Feedback = (typeof FEEDBACKS)[number];

const FEEDBACK_OF: Readonly<Record<Outcome, Feedback>> = {
  counselled: 'reached', appointment: 'reached', onward: 'reached', declined_by_person: 'reached', already_supported: 'reached',
  not_reached: 'not_reached', unsafe_to_contact: 'not_reached', wrong_data: 'not_reached', consent_withdrawn: 'not_reached',
  not_placeable: 'cannot_serve', duplicate: 'not_reached', other: 'not_reached',
};

/** The word that the police read for an outcome. */
export const feedbackOf = (outcome: Outcome): Feedback => FEEDBACK_OF[outcome];

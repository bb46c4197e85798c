import { addDays, localDayOf, timeOfDay, type AttemptResult, type Outcome, type ReachedResult } from '#domain';
import { safeContact } from './fictional-person.js';
import { staffOf } from './people.js';
import type { Story } from './story.js';
import type { DemoPlace, DemoWorldCentre } from './world.js';

/** How a referral goes on after it was handed over. Each path of the chain is told by at least one story. */
export type Telling = (story: Story) => void;

const MISSES: readonly (readonly [AttemptResult, number])[] = [
  ['no_answer', 50],
  ['voicemail_not_used', 20],
  ['hung_up', 8],
  ['call_back_agreed', 12],
  ['cannot_speak', 10],
];

/** Acceptance as it happens: mostly prompt, sometimes late enough for a warning, seldom too late. */
function accept(story: Story): void {
  const pace = story.random.weighted([
    ['prompt', 72],
    ['slow', 20],
    ['late', 8],
  ] as const);
  if (pace === 'prompt') story.accept();
  else if (pace === 'slow') story.accept(240, 420);
  else story.nextWorkday().nextWorkday().accept(300, 500);
}

/** Up to `most` attempts that reach nobody. */
function misses(story: Story, most: number): void {
  for (let count = story.random.whole(0, most); count > 0; count -= 1) {
    story.wait(15, 150).whenReachable().attempt(story.random.weighted(MISSES));
    if (story.random.chance(0.5)) story.nextDay();
  }
}

function reached(result: ReachedResult, outcome: Outcome): Telling {
  return (story) => {
    accept(story);
    if (story.random.chance(0.4) && !story.opening.sealed) assignCounsellor(story);
    misses(story, 2);
    story.wait(20, 180).whenReachable().reach(result);
    story
      .wait(20, 60 * 30)
      .whenOpen()
      .close(outcome);
  };
}

function assignCounsellor(story: Story): void {
  const counsellor = story.random.pick(staffOf(story.centre.code, 'counsellor'));
  story
    .wait(2, 10)
    .byCentre('centre_lead', { event: 'assign_counsellor', data: { userId: counsellor.userId, until: addDays(localDayOf(story.at), 14) } });
}

/** The attempt rule: three attempts on two days at two times of day, then the letter where it is allowed. */
function notReached(story: Story): void {
  accept(story);
  story.wait(10, 120).whenReachable().attempt('no_answer');
  const first = timeOfDay(story.at);
  story.nextDay().whenReachable(first).attempt('no_answer');
  story
    .nextDay()
    .whenReachable()
    .attempt(story.random.pick(['no_answer', 'voicemail_not_used']));
  // The person's windows may all lie in one time of day: then only a later try in another one meets the rule.
  if (story.safeContact?.letter === true) story.wait(10, 60).whenOpen().attempt('letter_sent', 'letter');
  story.nextWorkday().whenOpen().close('not_reached');
}

const declineAndReassign =
  (by: 'police' | 'centre'): Telling =>
  (story) => {
    const other = story.otherCentre();
    story
      .wait(30, 200)
      .whenOpen()
      .byCentre('centre_lead', {
        event: 'decline',
        data: {
          reason: story.random.pick(['capacity', 'language', 'conflict_of_interest', 'closed']),
          suggestedCentreId: other?.id ?? null,
        },
      });
    if (other === undefined) return closeUnplaced(story);
    story.wait(20, 200);
    const data = { centreId: other.id, consent: story.opening.scope === 'named_centre' ? story.consentNow('named_centre') : null };
    if (by === 'centre' && story.opening.scope === 'other_suitable') story.byCentre('centre_lead', { event: 'reassign', data });
    else story.byPolice('victim_protection', { event: 'reassign', data });
    story.centre = other;
    reached('counselled_now', 'counselled')(story);
  };

function closeUnplaced(story: Story): void {
  story.wait(60, 400).byPolice('police_lead', { event: 'close_unplaced', data: {} });
}

const notPlaceable: Telling = (story) => {
  story
    .wait(30, 200)
    .whenOpen()
    .byCentre('centre_lead', { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
  closeUnplaced(story);
};

const returnAndCorrect: Telling = (story) => {
  const early = story.random.chance(0.5);
  if (!early) accept(story);
  story
    .wait(20, 200)
    .whenOpen()
    .byCentre('counsellor', {
      event: 'return',
      data: { reason: story.random.pick(['wrong_number', 'not_in_service', 'consent_unclear', 'identity_unclear', 'other_language']) },
    });
  story
    .wait(30, story.random.chance(0.2) ? 900 : 300)
    .byPolice('officer', { event: 'correct', data: { contact: story.opening.contact, consent: null } });
  if (early) accept(story);
  misses(story, 1);
  story.wait(20, 120).whenReachable().reach('appointment');
  story.nextWorkday().whenOpen().close('appointment');
};

const wrongData: Telling = (story) => {
  accept(story);
  story.wait(10, 60).whenReachable().attempt('number_invalid');
  story
    .wait(10, 60)
    .whenOpen()
    .byCentre('counsellor', { event: 'return', data: { reason: 'wrong_number' } });
  story.wait(60, 300).byPolice('officer', { event: 'correct', data: { contact: story.opening.contact, consent: null } });
  story.nextWorkday().whenReachable().attempt('number_invalid');
  story.wait(30, 90).whenOpen().close('wrong_data');
};

/** Somebody else answers twice: the phone is frozen, the police find a safe channel, the person is reached on it. */
const unsafePhone: Telling = (story) => {
  accept(story);
  story.wait(10, 90).whenReachable().attempt('other_person');
  story.nextDay().whenReachable().attempt('other_person');
  const renewed = { ...safeContact(story.random, { anyTime: true, letter: false }), codeWord: 'Demo-Codewort-neu' };
  story.wait(60, 300).byPolice('victim_protection', { event: 'supplement', data: { contact: { safeContact: renewed } } });
  story.safeContact = renewed;
  story.wait(20, 120).whenReachable().reach('counselled_now');
  story.wait(60, 200).whenOpen().close('counselled');
};

const unsafeToContact: Telling = (story) => {
  accept(story);
  story.wait(10, 90).whenReachable().attempt('unsafe');
  story
    .nextWorkday()
    .nextWorkday()
    .whenOpen()
    .byCentre('centre_lead', { event: 'close', data: { outcome: 'unsafe_to_contact' } });
};

const withdrawConsent: Telling = (story) => {
  accept(story);
  misses(story, 1);
  story.wait(30, 300).whenOpen();
  const data = { heardBy: story.random.pick(['phone', 'in_person'] as const), heardAt: story.at };
  if (story.random.chance(0.3)) story.byPolice('officer', { event: 'withdraw_consent', data });
  else story.byCentre('counsellor', { event: 'withdraw_consent', data });
};

const BIG_CITIES = ['PP-Duesseldorf', 'PP-Koeln', 'PP-Essen', 'PP-Dortmund', 'PP-Bielefeld', 'PP-Muenster'];

/** A place with another centre for this person; big cities have one for nearly everybody. */
function elsewhere(story: Story): readonly [DemoPlace?, DemoWorldCentre?] {
  const from = story.random.whole(0, BIG_CITIES.length - 1);
  for (const code of [...BIG_CITIES.slice(from), ...BIG_CITIES.slice(0, from)]) {
    const place = story.random.pick(story.world.placesOf(code));
    const centre = story.otherCentre(place);
    if (centre !== undefined) return [place, centre];
  }
  return [];
}

/** The person moved away: the next centre sees the new municipality and no old address. */
const forward: Telling = (story) => {
  accept(story);
  misses(story, 1);
  const [place, moved] = elsewhere(story);
  if (place === undefined || moved === undefined) return reached('counselled_now', 'onward')(story);
  story.wait(30, 300).whenOpen();
  const consent = story.opening.scope === 'named_centre' ? story.consentNow('other_suitable') : null;
  story.byCentre('centre_lead', {
    event: 'forward',
    data: { centreId: moved.id, reason: story.random.pick(['moved', 'shelter']), consent, whereaboutsAgs: place.ags },
  });
  story.centre = moved;
  accept(story);
  story.wait(20, 200).whenReachable().reach('counselled_now');
  story.wait(60, 600).whenOpen().close('counselled');
};

const recallConfirmed: Telling = (story) => {
  accept(story);
  story.wait(20, 200).byPolice('officer', { event: 'recall', data: { reason: story.random.pick(['error', 'duplicate', 'wrong_person']) } });
  story.wait(20, 120).whenOpen().byCentre('counsellor', { event: 'confirm_recall', data: {} });
};

const recallAnswered: Telling = (story) => {
  accept(story);
  misses(story, 1);
  story.wait(20, 200).byPolice('officer', { event: 'recall', data: { reason: 'duplicate' } });
  story
    .wait(20, 120)
    .whenOpen()
    .byCentre('counsellor', {
      event: 'answer_recall',
      data: { answer: story.random.pick(['already_in_contact', 'person_wants_contact', 'question_follows']) },
    });
  story.wait(20, 200).whenReachable().reach('counselled_now');
  story.wait(30, 200).whenOpen().close('counselled');
};

const withdrawn: Telling = (story) => {
  story.wait(3, 7).byPolice('officer', { event: 'withdraw', data: { reason: story.random.pick(['error', 'duplicate', 'wrong_person']) } });
};

const duplicate: Telling = (story) => {
  accept(story);
  story.wait(20, 200).whenOpen().close('duplicate');
};

const other: Telling = (story) => {
  accept(story);
  misses(story, 1);
  story
    .wait(60, 300)
    .whenOpen()
    .byCentre('centre_lead', { event: 'close', data: { outcome: 'other' } });
};

/** The person asks to be called later: the series pauses, goes on by itself or by hand, and the person says what is safe now. */
const paused =
  (byHand: boolean): Telling =>
  (story) => {
    accept(story);
    assignCounsellor(story);
    story.wait(20, 120).whenReachable().attempt('call_back_agreed');
    const until = new Date(story.at.getTime() + 40 * 3_600_000);
    story.wait(2, 5).byCentre('counsellor', {
      event: 'pause_clock',
      data: {
        clock: 'attempt_series',
        reason: story.random.pick(['person_asked_later', 'interpreter_pending', 'waiting_for_police']),
        until,
      },
    });
    if (byHand) story.wait(60 * 12, 60 * 20).byCentre('counsellor', { event: 'resume_clock', data: { clock: 'attempt_series' } });
    else story.at = until;
    story.wait(30, 60).whenOpen();
    const renewed = { ...safeContact(story.random, { anyTime: true, letter: true }), codeWord: 'Demo-Codewort-2' };
    story.byCentre('counsellor', { event: 'update_contact', data: { safeContact: renewed } });
    story.safeContact = renewed;
    story.wait(10, 60).whenReachable().reach('appointment');
    story.wait(60, 600).whenOpen().close('appointment');
  };

/** The measure in the family court: applied for, decided; or shortened, lifted, checked. */
const measureMoves: Telling = (story) => {
  // Prompt, because a measure that is over can no longer move.
  story.accept();
  const on = (): string => localDayOf(story.at);
  story.nextDay().byPolice('victim_protection', { event: 'update_measure', data: { change: 'checked', on: on() } });
  const path = story.random.pick(['court', 'court', 'shortened', 'lifted']);
  story.nextDay();
  if (path === 'court') {
    story.byPolice('officer', { event: 'update_measure', data: { change: 'court_applied', on: on() } });
    misses(story, 2);
    story
      .nextWorkday()
      .nextWorkday()
      .byPolice('victim_protection', { event: 'update_measure', data: { change: 'court_decided', on: on() } });
  } else if (path === 'shortened')
    story.byPolice('victim_protection', { event: 'update_measure', data: { change: 'shortened', on: addDays(on(), 2) } });
  else story.byPolice('victim_protection', { event: 'update_measure', data: { change: 'lifted', on: on() } });
  story.wait(30, 200).whenReachable().reach('counselled_now');
  story.nextWorkday().whenOpen().close('counselled');
};

const reopened: Telling = (story) => {
  reached('counselled_now', 'counselled')(story);
  story.nextWorkday().nextWorkday().whenOpen().byCentre('centre_lead', { event: 'reopen', data: {} });
  story.wait(30, 120).whenReachable().reach('appointment');
  story.wait(30, 120).whenOpen().close('onward');
};

/** Nobody takes it up: every rung of the ladder fires before the centre wakes, and then a finger slips: taken back at once, and accepted after all. */
const slow: Telling = (story) => {
  story.nextWorkday().nextWorkday().nextWorkday().accept(30, 200);
  story.byCentre('counsellor', { event: 'undo_accept', data: {} });
  story.byCentre('counsellor', { event: 'accept', data: { conflictOfInterest: false } });
  story.nextWorkday().whenReachable().attempt('no_answer');
  story.nextWorkday().whenReachable().reach('counselled_now');
  story.nextWorkday().whenOpen().close('counselled');
};

/** A plan's stories with their weights: most people are reached. */
export const STORIES = {
  counselled: [26, reached('counselled_now', 'counselled')],
  appointment: [12, reached('appointment', 'appointment')],
  declined_offer: [8, reached('declined_offer', 'declined_by_person')],
  already_supported: [5, reached('already_supported', 'already_supported')],
  onward: [4, reached('counselled_now', 'onward')],
  not_reached: [10, notReached],
  decline_and_reassign: [4.5, declineAndReassign('police')],
  decline_and_centre_reassigns: [1.5, declineAndReassign('centre')],
  return_and_correct: [6, returnAndCorrect],
  wrong_data: [2, wrongData],
  unsafe_phone: [2, unsafePhone],
  unsafe_to_contact: [1.5, unsafeToContact],
  withdraw_consent: [3, withdrawConsent],
  forward: [3, forward],
  recall_confirmed: [1.5, recallConfirmed],
  recall_answered: [1.5, recallAnswered],
  not_placeable: [1.5, notPlaceable],
  withdrawn: [2, withdrawn],
  duplicate: [1, duplicate],
  other: [1, other],
  paused: [1, paused(false)],
  paused_and_resumed: [1, paused(true)],
  measure_moves: [3, measureMoves],
  reopened: [1.5, reopened],
  slow: [4, slow],
} as const satisfies Readonly<Record<string, readonly [number, Telling]>>;
export type StoryName = keyof typeof STORIES;

/** The stories that need a second centre for the same person, so that they are not told where there is only one. */
export const NEED_ANOTHER_CENTRE: readonly StoryName[] = ['decline_and_reassign', 'decline_and_centre_reassigns'];
/** The stories that a consent for the named centre alone would end early. */
export const NEED_OTHER_SUITABLE: readonly StoryName[] = ['decline_and_centre_reassigns'];

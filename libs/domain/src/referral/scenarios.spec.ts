import { describe, expect, it } from '@jest/globals';
import { consentRefusal, type Consent } from '../consent/consent.js';
import type { Role } from '../organisation/organisation.js';
import { contactReadRefusal } from '../policy/read-contact.js';
import { attemptFacts } from '../safe-contact/attempt-refusal.js';
import type { SafeContact } from '../safe-contact/safe-contact.js';
import { phoneFrozen, type Attempt } from './attempt.js';
import { allowedEvents, decide, type Decision } from './decide.js';
import type { EffectName } from './effect.js';
import type { EventName } from './event.js';
import { closedFacts, GUARD_NAMES, measureChangeFacts, type Facts } from './facts.js';
import { MACHINE } from './referral.machine.js';
import { isOpen, STATES, type State } from './state.js';

/** Every guard holds, no choosing fact does; a scenario names what differs. */
const facts = (known: Partial<Facts> = {}): Facts =>
  closedFacts({ ...Object.fromEntries(GUARD_NAMES.map((guard) => [guard, true])), ...known });
const refused = (refusal: string): Decision => ({ ok: false, refusal }) as Decision;
const effects = (decision: Decision): readonly EffectName[] => (decision.ok ? decision.effects : []);
const state = (decision: Decision): State | null => (decision.ok ? decision.to : null);

/** Plays events one after the other and returns the last state; a refusal fails the test. */
function play(from: State | null, ...steps: readonly [EventName, Role, Partial<Facts>?][]): State | null {
  return steps.reduce<State | null>((at, [event, role, known]) => {
    const decision = decide(at, event, role, facts(known));
    expect({ event, refusal: decision.ok ? null : decision.refusal }).toEqual({ event, refusal: null });
    return state(decision);
  }, from);
}

const CONSENT: Consent = {
  version: 1,
  scope: 'named_centre',
  groups: ['core'],
  form: 'oral',
  givenAt: new Date('2027-04-09T12:00Z'),
  explainedIn: 'de',
  interpreterPresent: false,
  namedCentreId: 'centre-a',
  withdrawnAt: null,
};

describe('a referral in time', () => {
  it('goes from the draft to the counselled person', () => {
    expect(
      play(
        null,
        ['create', 'officer'],
        ['submit', 'officer'],
        ['accept', 'counsellor'],
        ['record_attempt', 'counsellor'],
        ['record_reached', 'counsellor'],
        ['close', 'counsellor'],
        ['purge', 'clock'],
      ),
    ).toBe('purged');
  });
});

describe('a court application on the last day (scenario 4)', () => {
  const change = (kind: Parameters<typeof measureChangeFacts>[0]): readonly EffectName[] =>
    effects(decide('contacting', 'update_measure', 'officer', facts(measureChangeFacts(kind, { contactInProtection: true }))));

  it('extends the measure and the time for contact in protection', () => {
    expect(change('court_applied')).toEqual([
      'record_measure',
      'settle_measure_end',
      'start_measure_extended',
      'start_contact_in_protection',
      'notify_centre',
    ]);
  });
  it('ends with the day of the decision', () => {
    expect(change('court_decided')).toEqual([
      'record_measure',
      'settle_measure_end',
      'settle_measure_extended',
      'start_contact_in_protection',
      'notify_centre',
    ]);
  });
  it('moves nothing by a mere check, and ends everything by a lifting', () => {
    expect(change('checked')).toEqual(['record_measure', 'notify_centre']);
    expect(change('lifted')).toEqual([
      'record_measure',
      'settle_measure_end',
      'settle_measure_extended',
      'settle_contact_in_protection',
      'notify_centre',
    ]);
  });
});

describe('consent withdrawn during contact (scenario 5)', () => {
  const withdrawn = decide('contacting', 'withdraw_consent', 'counsellor', facts());

  it('closes at once, locks the contact data and leaves only the retention running', () => {
    expect(state(withdrawn)).toBe('closed');
    expect(effects(withdrawn)).toEqual([
      'store_consent',
      'lock_contact',
      'set_outcome',
      'settle_all',
      'start_retention',
      'notify_police',
      'notify_centre',
    ]);
  });
  it('is possible in every open state for every role of a party', () => {
    for (const open of STATES.filter(isOpen)) expect(state(decide(open, 'withdraw_consent', 'police_lead', facts()))).toBe('closed');
  });
  it('releases no feedback to the police', () =>
    expect(effects(decide('reached', 'withdraw_consent', 'counsellor', facts({ feedbackConsented: true })))).not.toContain(
      'release_feedback',
    ));
  it('leaves contact data readable to nobody', () => {
    const read = {
      role: 'centre_lead',
      purpose: 'emergency',
      text: 'Eine lange Begründung.',
      state: 'closed',
      at: new Date('2027-04-09T12:00Z'),
      locked: true,
      policeAccessEndsAt: null,
    } as const;
    expect(contactReadRefusal(read)).toBe('contact_locked');
  });
  it('cannot be undone by reopening', () =>
    expect(decide('closed', 'reopen', 'centre_lead', facts({ consentStands: false }))).toEqual(refused('consent_withdrawn')));
});

describe('an accused colleague (scenario 6)', () => {
  it('cannot draft the referral', () =>
    expect(decide(null, 'create', 'officer', facts({ notPartyToCase: false }))).toEqual(refused('party_to_case')));
  it('stops the submission of a sealed draft in conflict', () =>
    expect(decide('draft', 'submit', 'victim_protection', facts({ noSealedConflict: false }))).toEqual(refused('sealed_conflict')));
  it('of a centre is not offered the acceptance', () =>
    expect(allowedEvents('submitted', 'counsellor', facts({ noConflictOfInterest: false }))).not.toContain('accept'));
});

describe('a centre declines for capacity on Friday at 16:00 (scenario 8)', () => {
  const at = new Date('2027-04-09T14:00Z');
  const declined = decide('submitted', 'decline', 'centre_lead', facts());

  it('passes the duty to the police, starts rerouting and leaves the clock of the first attempt alone', () => {
    expect(state(declined)).toBe('declined');
    expect(effects(declined)).toEqual(['settle_acknowledge', 'end_assignment', 'start_reroute', 'notify_police']);
  });
  it('needs a new consent when only the named centre was agreed', () => {
    const covers = consentRefusal(CONSENT, 'centre-b', at) === null;
    expect(decide('declined', 'reassign', 'victim_protection', facts({ consentCoversCentre: covers }))).toEqual(refused('consent_scope'));
    expect(allowedEvents('declined', 'centre_lead', facts({ mayReassign: false }))).toEqual(['withdraw_consent']);
  });
  it('is rerouted in one step when another suitable centre was agreed, by the centre’s lead too', () => {
    const covers = consentRefusal({ ...CONSENT, scope: 'other_suitable' }, 'centre-b', at) === null;
    const reassigned = decide('declined', 'reassign', 'centre_lead', facts({ consentCoversCentre: covers }));
    expect(effects(reassigned)).toEqual(['settle_reroute', 'assign', 'start_acknowledge', 'notify_centre']);
  });
  it('ends unplaced and visible to coordination if nobody is found, and nobody can then reopen it', () => {
    expect(effects(decide('declined', 'close_unplaced', 'police_lead', facts()))).toContain('notify_coordination');
    expect(decide('closed', 'reopen', 'centre_lead', facts({ stillAssigned: false }))).toEqual(refused('not_from_here'));
  });
});

describe('a person who moved to a shelter elsewhere (scenario 9)', () => {
  it('is forwarded with consent: the old centre loses the data before the new one gets them', () => {
    const forwarded = decide('contacting', 'forward', 'centre_lead', facts());
    expect(state(forwarded)).toBe('submitted');
    expect(effects(forwarded)).toEqual([
      'end_assignment',
      'settle_attempt_series',
      'settle_feedback',
      'assign',
      'start_acknowledge',
      'notify_centre',
    ]);
  });
  it('is not forwarded without consent for another centre', () =>
    expect(decide('accepted', 'forward', 'centre_lead', facts({ consentCoversCentre: false }))).toEqual(refused('consent_scope')));
  it('never sends what was said to the centre back to the police', () =>
    expect(effects(decide('reached', 'update_contact', 'counsellor', facts()))).toEqual(['store_centre_contact']));
});

describe('somebody else answers the phone (scenario 10)', () => {
  const safeContact: SafeContact = {
    phone: 'safe',
    whosePhone: 'shared',
    windows: [],
    voicemail: false,
    textMessage: false,
    letter: false,
    email: false,
    otherPersonMayAnswer: false,
    codeWord: null,
    trustedPerson: null,
  };
  const call = (instant: string): Attempt => ({ at: new Date(instant), channel: 'phone', result: 'other_person', contactVersion: 1 });
  const attempts = [call('2027-04-06T08:00Z'), call('2027-04-06T16:00Z')];
  const third = {
    channel: 'phone',
    at: new Date('2027-04-07T08:00Z'),
    quotedContactVersion: 1,
    currentContactVersion: 1,
    safeContact,
    attempts,
  } as const;

  it('freezes the phone the second time, asks the police, and lets the clocks run', () => {
    const second = decide('contacting', 'record_attempt', 'counsellor', facts({ phoneFreezes: phoneFrozen(attempts) }));
    expect(effects(second)).toEqual(['record_attempt', 'settle_first_attempt', 'settle_high_risk', 'freeze_phone', 'notify_police']);
  });
  it('refuses the next call, and a voicemail or text message that nobody allowed', () => {
    expect(decide('contacting', 'record_attempt', 'counsellor', facts(attemptFacts(third, null)))).toEqual(refused('contact_frozen'));
    for (const channel of ['voicemail', 'text_message'] as const)
      expect(decide('contacting', 'record_attempt', 'counsellor', facts(attemptFacts({ ...third, channel }, null)))).toEqual(
        refused('unsafe_channel'),
      );
  });
  it('allows the call with a reason that the lead will see', () =>
    expect(decide('contacting', 'record_attempt', 'counsellor', facts(attemptFacts(third, 'Code word agreed with the police'))).ok).toBe(
      true,
    ));
  it('goes back to the police, whose answer frees the phone', () => {
    expect(play('contacting', ['return', 'counsellor'])).toBe('returned');
    const corrected = decide('returned', 'correct', 'officer', facts({ centreHadAccepted: true, safeContactRenewed: true }));
    expect(state(corrected)).toBe('accepted');
    expect(effects(corrected)).toEqual(['store_contact', 'unfreeze_phone', 'settle_clarify', 'notify_centre']);
  });
});

describe('a minor (scenario 11)', () => {
  it('is not submitted before the rule for minors is kept', () =>
    expect(decide('draft', 'submit', 'officer', facts({ minorRuleKept: false }))).toEqual(refused('minor_rule')));
});

describe('no consent at high risk (scenario 14)', () => {
  it('gives no transfer, however high the risk', () => {
    const consentGiven = consentRefusal(null, 'centre-a', new Date('2027-04-09T14:00Z')) === null;
    for (const role of ['officer', 'victim_protection'] as const) {
      expect(decide('draft', 'submit', role, facts({ consentGiven, raisesHighRisk: true, highRiskUnattempted: true }))).toEqual(
        refused('consent_missing'),
      );
    }
    expect(decide('draft', 'submit', 'police_lead', facts())).toEqual(refused('not_your_role'));
  });
  it('with consent is watched until acceptance and then until the first attempt', () => {
    expect(effects(decide(null, 'create', 'officer', facts({ raisesHighRisk: true })))).toContain('start_high_risk');
    const accepted = effects(decide('submitted', 'accept', 'counsellor', facts({ highRiskUnattempted: true })));
    expect(accepted.slice(0, 3)).toEqual(['settle_acknowledge', 'settle_high_risk', 'start_high_risk']);
    expect(effects(decide('accepted', 'record_attempt', 'counsellor', facts()))).toContain('settle_high_risk');
  });
});

describe('two counsellors accept in the same second (scenario 15)', () => {
  it('and one wins: the other finds it accepted', () => {
    expect(state(decide('submitted', 'accept', 'counsellor', facts()))).toBe('accepted');
    expect(decide('accepted', 'accept', 'centre_lead', facts())).toEqual(refused('not_from_here'));
  });
  it('as an officer who submits twice finds it submitted', () =>
    expect(decide('submitted', 'submit', 'officer', facts())).toEqual(refused('not_from_here')));
});

describe('a recall after acceptance', () => {
  it('changes nothing until the centre confirms it', () => {
    expect(play('contacting', ['recall', 'officer'], ['confirm_recall', 'counsellor'])).toBe('withdrawn');
    expect(play('contacting', ['recall', 'officer'], ['answer_recall', 'counsellor'])).toBe('contacting');
    expect(decide('contacting', 'confirm_recall', 'counsellor', facts({ recallOpen: false }))).toEqual(refused('not_from_here'));
  });
});

describe('a missed clock', () => {
  it('never blocks work and never closes a referral', () => {
    for (const open of STATES.filter(isOpen))
      expect(decide(open, 'clock_passed', 'clock', closedFacts({}))).toEqual({ ok: true, to: open, effects: ['escalate'] });
    expect(Object.keys(MACHINE.closed)).not.toContain('clock_passed');
  });
});

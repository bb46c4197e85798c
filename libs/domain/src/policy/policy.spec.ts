import { describe, expect, it } from '@jest/globals';
import { HUMAN_ROLES, ROLES, type Actor, type HumanRole } from '../organisation/organisation.js';
import { HUMAN_EVENTS } from '../referral/event.js';
import { STATES, type State } from '../referral/state.js';
import { ACTIONS, type Action } from './actions.js';
import { may, mayWriteDutyOf, seesRow, visibleTo, type Anonymous } from './policy.js';
import { contactReadRefusal, mayReadContact, policeAccessEndsAt, READ_PURPOSES, type ContactRead } from './read-contact.js';

/** Who may what, written by hand from the agreed roles; the policy is compared with it. */
const AGREED: Readonly<Record<HumanRole | Anonymous, string>> = {
  anonymous: 'session.create health.read openapi.read calendar_feed.fetch directory.fetch_public action_plan.fetch_public',
  officer:
    'referral.create submit correct withdraw supplement update_measure recall withdraw_consent | list read read_history | clock.read clock.list_due calendar_feed.read calendar_feed.write contact.read routing.read report_draft.read report_draft.write report_duplicate.read model.read expelled.read expelled.read_contact expelled.submit expelled.withdraw court_district.read place.read',
  victim_protection:
    'referral.create submit correct withdraw supplement update_measure recall withdraw_consent reassign close_unplaced | list read read_history | clock.read clock.list_due calendar_feed.read calendar_feed.write contact.read routing.read report_draft.read report_draft.write report_duplicate.read model.read expelled.read expelled.read_contact expelled.submit expelled.withdraw court_district.read place.read',
  police_lead: 'referral.reassign close_unplaced withdraw_consent | list read read_history | clock.read clock.list_due calendar_feed.read calendar_feed.write contact.read routing.read turnaround.read_own turnaround.tally meeting.read meeting.answer resolution.close model.read expelled.read court_district.read place.read',
  counsellor:
    'referral.accept undo_accept return record_attempt record_reached close withdraw_consent update_contact assign_counsellor pause_clock resume_clock confirm_recall answer_recall | list read read_history | clock.read clock.list_due calendar_feed.read calendar_feed.write contact.read centre.read_own model.read place.read place.keep',
  centre_lead:
    'referral.accept undo_accept decline return record_attempt record_reached close withdraw_consent update_contact assign_counsellor pause_clock resume_clock confirm_recall answer_recall reassign forward reopen | list read read_history | clock.read clock.list_due calendar_feed.read calendar_feed.write contact.read routing.read turnaround.read_own turnaround.replay_own centre.read_own centre.keep meeting.read meeting.answer resolution.close model.read place.read place.keep',
  facilitator: 'expelled.read expelled.read_contact expelled.work expelled.withdraw',
  facilitator_lead: 'expelled.read expelled.read_contact expelled.work expelled.decline expelled.withdraw meeting.read meeting.answer resolution.close programme.read_own programme.report',
  local_coordinator: 'calendar_feed.read calendar_feed.write turnaround.read_aggregate turnaround.read_overdue turnaround.nudge stalled.read coverage.read meeting.keep meeting.read meeting.answer resolution.close model.read model.write court_district.read place.read place.read_tallies helpline.read',
  state_coordinator: 'calendar_feed.read calendar_feed.write turnaround.read_aggregate turnaround.read_overdue turnaround.nudge coverage.read directory.write action_plan.read action_plan.write mandate.read mandate.write meeting.keep meeting.read meeting.answer resolution.close model.read model.write model.release court_district.read court_district.write yearly_report.read yearly_report.close registry_export.read place.read place.read_tallies helpline.read helpline.write',
  admin: 'user.list user.write organisation.write queue.read queue.retry operations.read',
  auditor: 'audit.read audit.verify',
};
const OF_EVERY_PERSON =
  'session.create session.read session.end health.read openapi.read calendar_feed.fetch directory.fetch_public action_plan.fetch_public directory.read notification.list notification.acknowledge stream.read duty.read duty.write';

function agreedActions(role: HumanRole | Anonymous): string[] {
  const words = AGREED[role].split(/[ |]+/);
  const full = words.map((word) => (word.includes('.') ? word : `referral.${word}`));
  return [...new Set(role === 'anonymous' ? full : [...full, ...OF_EVERY_PERSON.split(' ')])].sort();
}

const actor = (role: HumanRole, organisationId: string, userId = 'user-1'): Actor => ({
  userId,
  organisationId,
  organisationKind: ROLES[role],
  role,
});

describe('the policy', () => {
  it.each(['anonymous', ...HUMAN_ROLES] as const)('lets "%s" do exactly what was agreed', (role) => {
    expect(ACTIONS.filter((action) => may(role, action)).sort()).toEqual(agreedActions(role));
  });

  it('has one write action for each event of a person and none for the clock', () => {
    expect(HUMAN_EVENTS).toHaveLength(25);
    expect(ACTIONS).not.toContain('referral.purge');
    expect(new Set(ACTIONS).size).toBe(ACTIONS.length);
  });

  it('refuses what nobody listed', () => {
    expect([may('admin', 'referral.purge' as Action), may('admin', 'toString' as Action), may('anonymous', 'referral.submit')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('gives coordinators, administrators and auditors no path to a referral', () => {
    const outside = HUMAN_ROLES.filter((role) => !['police_authority', 'centre'].includes(ROLES[role]));
    for (const role of outside) expect(ACTIONS.filter((action) => /^(referral|contact)\./.test(action) && may(role, action))).toEqual([]);
  });
});

describe('absences and on-call duty', () => {
  it('are everybody’s own to enter, and for colleagues the two leads’', () => {
    expect(HUMAN_ROLES.every((role) => mayWriteDutyOf(actor(role, 'o', 'user-1'), 'user-1'))).toBe(true);
    expect(HUMAN_ROLES.filter((role) => mayWriteDutyOf(actor(role, 'o', 'user-1'), 'user-2'))).toEqual(['police_lead', 'centre_lead', 'facilitator_lead']);
  });
});

describe('the visible rows', () => {
  it('follow the organisation', () => {
    expect(HUMAN_ROLES.map((role) => visibleTo(actor(role, 'o')).kind)).toEqual([
      'police',
      'police',
      'police',
      'centre',
      'centre',
      'none',
      'none',
      'area',
      'aggregate',
      'none',
      'none',
    ]);
    expect(visibleTo(actor('officer', 'kpb'))).toEqual({ kind: 'police', policeAuthorityId: 'kpb' });
    expect(visibleTo(actor('counsellor', 'c'))).toEqual({ kind: 'centre', centreId: 'c' });
    expect(visibleTo(actor('local_coordinator', 'rt'))).toEqual({ kind: 'area', organisationId: 'rt' });
  });

  it('are none for a role outside its kind of organisation', () => {
    expect(visibleTo({ ...actor('officer', 'c'), organisationKind: 'centre' })).toEqual({ kind: 'none' });
  });

  const row = { policeAuthorityId: 'kpb', centreId: 'c', namedUserIds: null, excludedUserIds: [] };

  it('are those of the two organisations concerned', () => {
    expect([
      seesRow(actor('officer', 'kpb'), row),
      seesRow(actor('officer', 'c'), row),
      seesRow(actor('counsellor', 'c'), row),
      seesRow(actor('counsellor', 'd'), row),
    ]).toEqual([true, false, true, false]);
    expect(seesRow(actor('counsellor', 'c'), { ...row, centreId: null })).toBe(false);
    expect(HUMAN_ROLES.filter((role) => seesRow(actor(role, 'c'), row))).toEqual(['counsellor', 'centre_lead']);
  });

  it('of a sealed referral are its named persons’ only (scenario 6)', () => {
    const sealed = { ...row, namedUserIds: ['user-2'] };
    expect([seesRow(actor('victim_protection', 'kpb', 'user-2'), sealed), seesRow(actor('police_lead', 'kpb', 'user-1'), sealed)]).toEqual([
      true,
      false,
    ]);
  });

  it('never include a referral that excludes the person, named or not (scenario 6)', () => {
    expect(seesRow(actor('counsellor', 'c', 'user-3'), { ...row, excludedUserIds: ['user-3'] })).toBe(false);
    expect(seesRow(actor('counsellor', 'c', 'user-3'), { ...row, namedUserIds: ['user-3'], excludedUserIds: ['user-3'] })).toBe(false);
  });
});

describe('the police’s access to contact data', () => {
  const submitted = new Date('2027-03-26T20:40Z'); // Fri 21:40
  it('ends 72 elapsed hours after acceptance, across the clock change too', () => {
    expect(policeAccessEndsAt(submitted, new Date('2027-03-27T09:00Z')).toISOString()).toBe('2027-03-30T09:00:00.000Z');
  });
  it('ends on day 14 at the latest, accepted late or never', () => {
    expect(policeAccessEndsAt(submitted, null).toISOString()).toBe('2027-04-09T19:40:00.000Z'); // 21:40 summer time
    expect(policeAccessEndsAt(submitted, new Date('2027-04-09T10:00Z')).toISOString()).toBe('2027-04-09T19:40:00.000Z');
  });
  it('follows its parameters', () =>
    expect(policeAccessEndsAt(submitted, submitted, { afterAcceptanceHours: 1, latestDays: 1 }).toISOString()).toBe(
      '2027-03-26T21:40:00.000Z',
    ));
});

describe('reading contact data', () => {
  const read = (more: Partial<ContactRead>): ContactRead => ({
    role: 'counsellor',
    purpose: 'first_contact',
    text: null,
    state: 'accepted',
    at: new Date('2027-03-27T10:00Z'),
    locked: false,
    policeAccessEndsAt: null,
    ...more,
  });
  const TEXT = 'Sie wird gerade bedroht, Rückruf nötig.';

  it('is open to the centre for its next step', () => {
    const steps: readonly [State, ContactRead['purpose']][] = [
      ['submitted', 'handover'],
      ['accepted', 'first_contact'],
      ['contacting', 'repeat_attempt'],
      ['reached', 'correction'],
    ];
    for (const [state, purpose] of steps) expect(mayReadContact(read({ state, purpose }))).toBe(true);
    expect(contactReadRefusal(read({ state: 'closed', purpose: 'repeat_attempt' }))).toBe('purpose_not_open');
  });

  it('is closed to a centre before the hand-over, after its refusal and after a withdrawal', () => {
    for (const role of ['counsellor', 'centre_lead'] as const)
      for (const state of ['draft', 'declined', 'withdrawn', 'purged'] as const)
        for (const purpose of READ_PURPOSES) expect(mayReadContact(read({ role, state, purpose, text: TEXT }))).toBe(false);
  });

  it('is closed to every other role in every state for every purpose', () => {
    for (const role of ['local_coordinator', 'state_coordinator', 'admin', 'auditor'] as const)
      for (const state of STATES)
        for (const purpose of READ_PURPOSES) expect(mayReadContact(read({ role, state, purpose, text: TEXT }))).toBe(false);
  });

  it('is closed to everybody once locked, and after the purge', () => {
    for (const role of HUMAN_ROLES)
      for (const purpose of READ_PURPOSES) {
        for (const state of STATES)
          expect(contactReadRefusal(read({ role, state, purpose, text: TEXT, locked: true }))).toBe('contact_locked');
        expect(mayReadContact(read({ role, state: 'purged', purpose, text: TEXT }))).toBe(false);
      }
  });

  it('ends for the police at the very instant, an emergency included', () => {
    const end = new Date('2027-03-30T09:00Z');
    const ask = { role: 'officer', state: 'contacting', policeAccessEndsAt: end } as const;
    expect(mayReadContact(read({ ...ask, purpose: 'correction', at: new Date(end.getTime() - 1) }))).toBe(true);
    expect(contactReadRefusal(read({ ...ask, purpose: 'correction', at: end }))).toBe('police_access_ended');
    expect(contactReadRefusal(read({ ...ask, purpose: 'emergency', text: TEXT, at: end }))).toBe('police_access_ended');
  });

  it('in an emergency needs a text of at least twenty characters', () => {
    expect(contactReadRefusal(read({ purpose: 'emergency', text: null }))).toBe('purpose_text_missing');
    expect(contactReadRefusal(read({ purpose: 'emergency', text: `${'x'.repeat(19)}   ` }))).toBe('purpose_text_missing');
    expect(mayReadContact(read({ purpose: 'emergency', text: 'x'.repeat(20) }))).toBe(true);
  });

  it('for supervision is the lead’s', () => {
    expect(HUMAN_ROLES.filter((role) => mayReadContact(read({ role, purpose: 'supervision' })))).toEqual(['police_lead', 'centre_lead']);
  });
});

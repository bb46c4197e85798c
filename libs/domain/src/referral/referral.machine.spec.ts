import { describe, expect, it } from '@jest/globals';
import { HUMAN_ROLES, type Role } from '../organisation/organisation.js';
import * as codes from './codes.js';
import { allowedEvents, decide, rolesFor, transitionFor, type Decision } from './decide.js';
import { EVENTS, type EventName } from './event.js';
import { CHOICE_FACTS, GUARD_NAMES, GUARDS, STATE_GUARDS, type Facts, type GuardName } from './facts.js';
import { machineRows } from './machine-rows.js';
import { REFUSALS } from './refusal.js';
import { isOpen, OPEN_STATES, responsibleSide, STATES, type State } from './state.js';

/**
 * The chain as the offices agreed it, written a second time and by hand: event | from → to | by | refusals. The table in
 * referral.machine.ts is compared with these lines, never the other way round.
 */
const AGREED = `
create | - → draft | officer victim_protection | not_competent party_to_case
submit | draft → submitted | officer victim_protection | consent_missing consent_scope core_data_missing safe_contact_missing measure_incomplete centre_inactive centre_not_eligible minor_rule sealed_conflict
accept | submitted → accepted | counsellor centre_lead | conflict_of_interest
decline | submitted → declined | centre_lead |
reassign | declined → submitted | victim_protection police_lead centre_lead | consent_scope centre_inactive centre_not_eligible
return | submitted accepted contacting → returned | counsellor centre_lead |
correct | returned → accepted | officer victim_protection | consent_missing consent_scope core_data_missing safe_contact_missing measure_incomplete centre_inactive centre_not_eligible minor_rule sealed_conflict
record_attempt | accepted contacting → contacting | counsellor centre_lead | stale_contact unsafe_channel outside_safe_window contact_frozen
record_reached | accepted contacting → reached | counsellor centre_lead |
forward | accepted contacting reached → submitted | centre_lead | consent_scope centre_not_eligible
close | accepted contacting reached → closed | counsellor centre_lead | attempt_rule_unmet
close_unplaced | declined → closed | victim_protection police_lead |
withdraw_consent | submitted returned declined accepted contacting reached → closed | officer victim_protection police_lead counsellor centre_lead |
withdraw_consent | draft → closed | officer victim_protection police_lead |
withdraw | draft submitted → withdrawn | officer victim_protection |
supplement | submitted accepted contacting → = | officer victim_protection | consent_missing
update_contact | accepted contacting reached → = | counsellor centre_lead |
update_measure | draft submitted returned declined accepted contacting reached → = | officer victim_protection | measure_conflict
assign_counsellor | accepted contacting reached → = | counsellor centre_lead | excluded
pause_clock | accepted contacting → = | counsellor centre_lead | not_pausable pause_cap
resume_clock | accepted contacting → = | counsellor centre_lead | not_pausable
recall | accepted contacting → = | officer victim_protection |
confirm_recall | accepted contacting reached → withdrawn | counsellor centre_lead | not_from_here
answer_recall | accepted contacting reached → = | counsellor centre_lead | not_from_here
undo_accept | accepted → submitted | counsellor centre_lead | undo_window
reopen | closed → contacting | centre_lead | not_from_here purged reopen_window consent_withdrawn
clock_passed | draft submitted returned declined accepted contacting reached → = | clock |
clocks_recomputed | draft submitted returned declined accepted contacting reached → = | clock |
purge | closed withdrawn draft → purged | clock |
`;

interface AgreedRow {
  readonly to: State;
  readonly by: readonly string[];
  readonly refusals: readonly string[];
}

const words = (text: string | undefined): string[] => (text ?? '').split(' ').filter((word) => word !== '');

function readAgreed(): ReadonlyMap<string, AgreedRow> {
  const rows = new Map<string, AgreedRow>();
  for (const line of AGREED.trim().split('\n')) {
    const [event, path, by, refusals] = line.split('|').map((cell) => cell.trim());
    const [from, to] = (path ?? '').split('→').map((cell) => cell.trim());
    for (const state of words(from)) {
      rows.set(`${state} ${event}`, { to: (to === '=' ? state : to) as State, by: words(by), refusals: words(refusals) });
    }
  }
  return rows;
}

const agreed = readAgreed();
const ROLES_OF_CHAIN: readonly Role[] = [...HUMAN_ROLES, 'clock'];
const ORIGINS: readonly (State | null)[] = [null, ...STATES];
const allTrue = Object.fromEntries([...GUARD_NAMES, ...CHOICE_FACTS].map((name) => [name, true])) as Facts;

/** What the agreed lines answer; the guard names come from the row so that a failed guard can be told from an idle one. */
function expected(from: State | null, event: EventName, role: Role, failed: GuardName | null): string {
  const row = agreed.get(`${from ?? '-'} ${event}`);
  if (row === undefined) return 'not_from_here';
  if (!row.by.includes(role)) return 'not_your_role';
  const guarded = failed !== null && (transitionFor(from, event)?.when.includes(failed) ?? false);
  return guarded ? GUARDS[failed] : row.to;
}

const answer = (decision: Decision): string => (decision.ok ? decision.to : decision.refusal);

function* situations(): Generator<{ from: State | null; event: EventName; role: Role }> {
  for (const from of ORIGINS) for (const event of EVENTS) for (const role of ROLES_OF_CHAIN) yield { from, event, role };
}

describe('the chain', () => {
  it('answers every state, event and role as agreed when every guard holds', () => {
    const wrong = [...situations()].filter(
      ({ from, event, role }) => answer(decide(from, event, role, allTrue)) !== expected(from, event, role, null),
    );
    expect(wrong).toEqual([]);
  });

  it.each(GUARD_NAMES)('answers every state, event and role as agreed when only "%s" fails', (guard) => {
    const facts = { ...allTrue, [guard]: false };
    const wrong = [...situations()].filter(
      ({ from, event, role }) => answer(decide(from, event, role, facts)) !== expected(from, event, role, guard),
    );
    expect(wrong).toEqual([]);
  });

  it('guards each event with exactly the agreed refusals', () => {
    for (const row of machineRows()) {
      const refusals = [...new Set(row.when.map((guard) => GUARDS[guard]))].sort();
      expect([row.from, row.event, refusals]).toEqual([
        row.from,
        row.event,
        [...(agreed.get(`${row.from ?? '-'} ${row.event}`)?.refusals ?? ['?'])].sort(),
      ]);
    }
  });

  it('takes a corrected referral back to submitted when the centre had not accepted it', () => {
    expect(decide('returned', 'correct', 'officer', { ...allTrue, centreHadAccepted: false })).toMatchObject({ ok: true, to: 'submitted' });
  });

  it('knows every agreed code', () => {
    expect(REFUSALS).toHaveLength(27);
    expect(new Set(Object.values(GUARDS)).size).toBe(REFUSALS.length - 1); // all but not_your_role, which is no guard
    expect(codes.OUTCOMES.join(' ')).toBe(
      'counselled appointment onward declined_by_person already_supported not_reached unsafe_to_contact wrong_data consent_withdrawn not_placeable duplicate other',
    );
    expect(codes.DECLINE_REASONS.join(' ')).toBe('capacity not_area not_target_group conflict_of_interest language safety closed');
    expect(codes.RETURN_REASONS.join(' ')).toBe(
      'wrong_number not_in_service consent_unclear identity_unclear unsafe_contact other_language',
    );
    expect(codes.ATTEMPT_RESULTS.join(' ')).toBe(
      'no_answer voicemail_not_used other_person hung_up unsafe number_invalid call_back_agreed letter_sent cannot_speak',
    );
    expect(codes.REACHED_RESULTS.join(' ')).toBe('counselled_now appointment declined_offer already_supported');
    expect(codes.FORWARD_REASONS.join(' ')).toBe('moved shelter specialist');
    expect(codes.WITHDRAW_REASONS.join(' ')).toBe('error duplicate wrong_person');
    expect(codes.MEASURE_CHANGES.join(' ')).toBe('court_applied court_decided shortened lifted checked');
  });

  it('uses every guard and every choosing fact somewhere', () => {
    const rows = machineRows();
    const text = rows.map((row) => [...row.then, row.provided].join(' ')).join(' ');
    expect(GUARD_NAMES.filter((guard) => !rows.some((row) => row.when.includes(guard)))).toEqual([]);
    expect(CHOICE_FACTS.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  it('names one responsible side in every open state and none afterwards', () => {
    expect(STATES.filter((state) => responsibleSide(state) === 'police')).toEqual(['draft', 'returned', 'declined']);
    expect(STATES.filter((state) => responsibleSide(state) === 'centre')).toEqual(['submitted', 'accepted', 'contacting', 'reached']);
    expect(STATES.filter(isOpen)).toEqual([...OPEN_STATES]);
  });
});

describe('the offered events', () => {
  it('are those that the role may cause, with guards on input left to the event itself', () => {
    const facts = Object.fromEntries(
      [...GUARD_NAMES, ...CHOICE_FACTS].map((name) => [name, (STATE_GUARDS as readonly string[]).includes(name)]),
    ) as Facts;
    for (const state of STATES) {
      for (const role of ROLES_OF_CHAIN) {
        const causable = EVENTS.filter((event) => transitionFor(state, event)?.by.includes(role));
        expect(allowedEvents(state, role, facts)).toEqual(causable);
      }
    }
  });

  it('leave out what the referral itself forbids', () => {
    expect(allowedEvents('declined', 'centre_lead', { ...allTrue, mayReassign: false })).toEqual(['withdraw_consent']);
    expect(allowedEvents('closed', 'centre_lead', { ...allTrue, insideReopenWindow: false })).toEqual([]);
    expect(allowedEvents('contacting', 'counsellor', { ...allTrue, recallOpen: false })).not.toContain('confirm_recall');
  });

  it('are never the clock’s for a person', () => {
    expect([...rolesFor('purge'), ...rolesFor('clock_passed'), ...rolesFor('clocks_recomputed')]).toEqual(['clock', 'clock', 'clock']);
  });
});

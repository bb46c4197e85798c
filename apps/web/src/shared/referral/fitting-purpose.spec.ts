import { contactReadRefusal, HUMAN_ROLES, ROLES, STATES, type HumanRole, type ReadPurpose, type State } from '#domain';
import { fittingPurpose } from './fitting-purpose.js';

const at = new Date('2027-03-02T09:00:00Z');
const TRIED = [{ at: '2027-03-02T08:00:00Z', channel: 'phone', result: 'no_answer', contactVersion: 1 }] as const;
const SIDES = HUMAN_ROLES.filter((role) => ['police_authority', 'centre'].includes(ROLES[role]) && !role.startsWith('facilitator'));
const NOT_WORK: readonly ReadPurpose[] = ['supervision', 'data_subject_request', 'emergency'];

interface Proposal {
  readonly role: HumanRole;
  readonly state: State;
  readonly purpose: ReadPurpose | null;
}
const proposals: readonly Proposal[] = SIDES.flatMap((role) =>
  STATES.flatMap((state) => [[], [...TRIED]].map((attempts) => ({ role, state, purpose: fittingPurpose(role, { state, attempts }) }))),
);
/** A proposal that the API would refuse, or that no step of the work asks for. */
const wrong = (all: readonly Proposal[]): readonly Proposal[] =>
  all.filter(({ role, state, purpose }) => {
    if (purpose === null) return false;
    const refusal = contactReadRefusal({ role, purpose, text: null, state, at, locked: false, policeAccessEndsAt: null });
    return refusal !== null || NOT_WORK.includes(purpose);
  });

describe('the purpose that is proposed for a look at contact data', () => {
  it.each([
    ['counsellor', 'submitted', [], 'handover'],
    ['counsellor', 'accepted', [], 'first_contact'],
    ['counsellor', 'accepted', [...TRIED], 'repeat_attempt'],
    ['centre_lead', 'contacting', [...TRIED], 'repeat_attempt'],
    ['centre_lead', 'closed', [], null],
    ['officer', 'returned', [], 'correction'],
    ['officer', 'accepted', [], null],
    ['police_lead', 'returned', [], null],
    ['police_lead', 'declined', [], 'handover'],
  ] as const)('is for %s, %s, with %j attempts: %s', (role, state, attempts, purpose) => expect(fittingPurpose(role, { state, attempts: [...attempts] })).toBe(purpose));

  it('is always open to the role, and never one that no step of the work asks for', () => expect(wrong(proposals)).toEqual([]));

  it('is caught when it is wrong', () => {
    const planted: readonly Proposal[] = [
      { role: 'centre_lead', state: 'accepted', purpose: 'data_subject_request' },
      { role: 'officer', state: 'closed', purpose: 'correction' },
    ];
    expect(wrong(planted)).toEqual(planted);
  });
});

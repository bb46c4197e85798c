import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CLOCK_KINDS, type ClockKind } from '../clock/clock-kinds.js';
import type { EffectName } from './effect.js';
import { decide, transitionFor } from './decide.js';
import { EVENTS, type EventName } from './event.js';
import { CHOICE_FACTS, closedFacts, GUARD_NAMES, type Facts } from './facts.js';
import { isOpen, type State } from './state.js';

/** What the rows of one referral would look like after the effects so far. */
interface Rows {
  state: State | null;
  readonly clocks: Set<ClockKind>;
  readonly history: { readonly event: EventName; readonly to: State }[];
  assignments: number;
  everAccepted: boolean;
  locked: boolean;
  recallOpen: boolean;
  attempted: boolean;
  ruleMet: boolean;
  firstAttemptStarts: number;
  reopened: number;
}

function applyEffect(rows: Rows, effect: EffectName): void {
  const [verb, ...rest] = effect.split('_');
  const kind = rest.join('_') as ClockKind;
  if (effect === 'settle_all') rows.clocks.clear();
  else if (verb === 'start' && CLOCK_KINDS.includes(kind)) rows.clocks.add(kind);
  else if (verb === 'settle') rows.clocks.delete(kind);
  if (effect === 'start_first_attempt') rows.firstAttemptStarts += 1;
  if (effect === 'assign') rows.assignments += 1;
  if (effect === 'end_assignment') rows.assignments -= 1;
  if (effect === 'lock_contact') rows.locked = true;
  if (effect === 'open_recall') rows.recallOpen = true;
  if (effect === 'answer_recall') rows.recallOpen = false;
  if (effect === 'record_attempt' || effect === 'record_reached') rows.attempted = true;
  if (kind === 'attempt_series') rows.ruleMet = verb === 'settle';
  if (effect === 'clear_outcome') rows.reopened += 1;
}

/** The facts that the rows themselves determine; everything else the walk draws by lot. */
const ownFacts = (rows: Rows): Partial<Facts> => ({
  centreHadAccepted: rows.everAccepted,
  stillAssigned: rows.assignments === 1,
  consentStands: !rows.locked,
  contactKept: rows.state !== 'purged',
  recallOpen: rows.recallOpen,
  neverAttempted: !rows.attempted,
});

function expectInvariants(rows: Rows): void {
  const { state, clocks } = rows;
  if (state === null) return;
  expect(clocks.has('acknowledge')).toBe(state === 'submitted');
  expect(clocks.has('clarify')).toBe(state === 'returned');
  expect(clocks.has('reroute')).toBe(state === 'declined');
  expect(clocks.has('retention')).toBe(['draft', 'closed', 'withdrawn'].includes(state));
  if (!isOpen(state)) expect([...clocks].filter((kind) => kind !== 'retention')).toEqual([]);
  if (['submitted', 'returned', 'accepted', 'contacting', 'reached'].includes(state)) expect(rows.assignments).toBe(1);
  if (['draft', 'declined', 'withdrawn'].includes(state)) expect(rows.assignments).toBe(0);
  if (['contacting', 'reached'].includes(state)) expect(clocks.has('first_attempt')).toBe(!rows.attempted);
  if (['accepted', 'contacting'].includes(state)) expect(clocks.has('attempt_series')).toBe(!rows.ruleMet);
  if (state === 'reached') expect([...clocks]).not.toContain('attempt_series');
  expect(rows.firstAttemptStarts).toBeLessThanOrEqual(1 + rows.reopened);
  expect(rows.history.at(-1)?.to).toBe(state);
}

interface Step {
  readonly pick: number;
  readonly by: number;
  readonly bits: readonly boolean[];
}

const NAMES = [...GUARD_NAMES, ...CHOICE_FACTS];

const noRows = (): Rows => ({
  state: null,
  clocks: new Set(),
  history: [],
  assignments: 0,
  everAccepted: false,
  locked: false,
  recallOpen: false,
  attempted: false,
  ruleMet: false,
  firstAttemptStarts: 0,
  reopened: 0,
});

function walk(steps: readonly Step[]): Rows {
  const rows = noRows();
  for (const { pick, by, bits } of steps) {
    const possible = EVENTS.filter((event) => transitionFor(rows.state, event) !== undefined);
    const event = possible[pick % Math.max(1, possible.length)];
    if (event === undefined) break;
    const roles = transitionFor(rows.state, event)?.by ?? [];
    const drawn = Object.fromEntries(NAMES.map((name, index) => [name, bits[index] ?? true]));
    const role = roles[by % roles.length];
    if (role === undefined) continue;
    const decision = decide(rows.state, event, role, closedFacts({ ...drawn, ...ownFacts(rows) }));
    if (!decision.ok) continue;
    rows.everAccepted = decision.to === 'accepted' || (rows.everAccepted && !['decline', 'forward'].includes(event));
    rows.state = decision.to;
    rows.history.push({ event, to: decision.to });
    decision.effects.forEach((effect) => applyEffect(rows, effect));
    expectInvariants(rows);
  }
  return rows;
}

const SEED = Number(process.env['WALK_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const mostlyTrue = fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const step: fc.Arbitrary<Step> = fc.record({
  pick: fc.nat(1000),
  by: fc.nat(10),
  bits: fc.array(mostlyTrue, { minLength: NAMES.length, maxLength: NAMES.length }),
});

describe(`any walk through the chain (WALK_SEED=${SEED})`, () => {
  it('keeps one running clock per duty, one assignment at a time and nothing but retention after the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => void walk(steps)),
      { seed: SEED, numRuns: 600 },
    );
  });

  it('never leads out of a closed referral whose consent was withdrawn, except to its purge', () => {
    const property = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const events = walk(steps).history.map((entry) => entry.event);
      const at = events.indexOf('withdraw_consent');
      expect(at < 0 ? [] : events.slice(at + 1).filter((event) => event !== 'purge')).toEqual([]);
    });
    fc.assert(property, { seed: SEED, numRuns: 600 });
  });

  it('is caught when a duty has no running clock', () => {
    const returned: Rows = { ...noRows(), state: 'returned', assignments: 1, history: [{ event: 'return', to: 'returned' }] };
    expect(() => expectInvariants({ ...returned, clocks: new Set(['clarify']) })).not.toThrow();
    expect(() => expectInvariants(returned)).toThrow();
  });
});

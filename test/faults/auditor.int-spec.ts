import { describe, expect, it } from '@jest/globals';
import { findings, type FaultRecord, type FindingKind, latenessOf } from '../support/faults/auditor.js';
import { Absences, STANDSTILL } from '../support/faults/outages.js';
import { faultPlan, FAULT_KINDS, nameOf } from '../support/faults/plan.js';
import { FAILPOINTS } from '../support/faults/failpoints.js';

const DUE = 1_000_000;
const RUNG = { clockId: 'clock', rung: 'breach', committedAt: DUE + 300 };
const NOTIFICATION = { id: 'notification', mailKey: 'notification', clockId: 'clock', rung: 'breach', addressee: 'centre counsellor', state: 'sent', handedOverFrom: DUE + 400 };
const MAIL = { key: 'notification', begunAt: DUE + 410, takenAt: DUE + 420, digest: 'a' };
const CLOCK = { id: 'clock', referralId: 'referral', kind: 'acknowledge', startedAt: DUE - 4_000, ladder: [{ rung: 'breach', dueAt: DUE, tells: true }], endedAt: DUE + 9_000 };

/** One referral whose clock passed, was told of, and was then answered. */
const HONEST: FaultRecord = {
  takenAt: DUE + 20_000, outages: [], standstills: [], clocks: [CLOCK], rungs: [RUNG], notifications: [NOTIFICATION], mails: [MAIL],
  passedInHistory: new Map([['referral|acknowledge|breach', 1]]), passedInTrail: new Map([['referral|acknowledge|breach', 1]]),
  versions: new Map([['referral', [1, 2, 3]]]), keys: new Map([['key', 'referral']]), events: new Map([['referral|accept', 1]]),
  acknowledged: { creations: [{ key: 'key', referralId: 'referral' }], events: [{ referralId: 'referral', event: 'accept' }], uncertain: [] },
  brokenTrail: [],
};

const kindsOf = (change: Partial<FaultRecord>): readonly FindingKind[] => [...new Set(findings({ ...HONEST, ...change }).map(({ kind }) => kind))];
const NOTHING_FIRED = { rungs: [], notifications: [], mails: [], passedInHistory: new Map(), passedInTrail: new Map() };

/** What is planted, and what the auditor must call it. */
const PLANTED: readonly (readonly [string, Partial<FaultRecord>, readonly FindingKind[]])[] = [
  ['a rung that never fired', NOTHING_FIRED, ['rung lost']],
  ['a rung that never fired on a clock that nobody answered', { ...NOTHING_FIRED, clocks: [{ ...CLOCK, endedAt: null }] }, ['rung lost']],
  ['a rung that fired twice', { rungs: [RUNG, RUNG] }, ['rung doubled', 'rung lost']],
  ['a rung that the history tells twice', { passedInHistory: new Map([['referral|acknowledge|breach', 2]]) }, ['rung doubled']],
  ['a rung that the trail does not know', { passedInTrail: new Map() }, ['rung lost']],
  ['a rung before its instant', { rungs: [{ ...RUNG, committedAt: DUE - 1 }] }, ['rung early']],
  ['a rung that was too late', { rungs: [{ ...RUNG, committedAt: DUE + 2_001 }] }, ['rung late']],
  ['a rung that was too late though there was an outage', { rungs: [{ ...RUNG, committedAt: DUE + 5_100 }], outages: [{ from: DUE - 5_000, to: DUE + 3_000 }] }, ['rung late']],
  ['a rung that fired after the answer', { clocks: [{ ...CLOCK, endedAt: DUE + 200 }] }, ['rung after the answer', 'mail after the answer']],
  ['a rung that told nobody', { notifications: [], mails: [] }, ['notification lost']],
  ['somebody who was told twice', { notifications: [NOTIFICATION, { ...NOTIFICATION, id: 'other', mailKey: 'other' }], mails: [MAIL, { ...MAIL, key: 'other' }] }, ['notification doubled']],
  ['somebody who was told of a rung that did not fire', { notifications: [NOTIFICATION, { ...NOTIFICATION, id: 'other', mailKey: 'notification', rung: 'escalation_2' }] }, ['notification doubled']],
  ['a notification that is marked sent and never came', { mails: [] }, ['mail lost']],
  ['a notification that is left waiting', { notifications: [{ ...NOTIFICATION, state: 'pending', handedOverFrom: null }] }, ['outbox not drained']],
  ['a mail that no notification asked for', { mails: [MAIL, { ...MAIL, key: 'unknown' }] }, ['mail unknown']],
  ['two mails that differ under one Message-ID', { mails: [MAIL, { ...MAIL, digest: 'b' }] }, ['mail doubled']],
  ['a mail after the answer whose sender was killed', { notifications: [{ ...NOTIFICATION, state: 'settled', handedOverFrom: null }], mails: [{ ...MAIL, begunAt: DUE + 10_001, takenAt: DUE + 10_002 }] }, ['mail after the answer']],
  ['a mail after the answer whose sender stood still and was killed long before', { standstills: [{ from: DUE + 3_000, to: DUE + 9_500 }], notifications: [{ ...NOTIFICATION, state: 'settled', handedOverFrom: null }], mails: [{ ...MAIL, begunAt: DUE + 10_600, takenAt: DUE + 10_601 }] }, ['mail after the answer']],
  ['a mail after the answer', { notifications: [{ ...NOTIFICATION, handedOverFrom: DUE + 9_001 }], mails: [{ ...MAIL, begunAt: DUE + 9_002, takenAt: DUE + 9_003 }] }, ['mail after the answer']],
  ['an acknowledged referral that is gone', { keys: new Map(), versions: new Map() }, ['write lost']],
  ['a second referral under another key', { keys: new Map([['key', 'referral'], ['second', 'copy']]) }, ['write doubled']],
  ['a second referral without a key', { versions: new Map([['referral', [1, 2, 3]], ['copy', [1]]]) }, ['write doubled']],
  ['an acknowledged event that is gone', { events: new Map() }, ['write lost']],
  ['an event that happened twice', { events: new Map([['referral|accept', 2]]) }, ['write doubled']],
  ['a history with a gap', { versions: new Map([['referral', [1, 3]]]) }, ['history broken']],
  ['a history with a version twice', { versions: new Map([['referral', [1, 2, 2]]]) }, ['history broken']],
  ['a broken trail', { brokenTrail: ['entry 7 of a chain'] }, ['trail broken']],
];

describe('the auditor of a fault run', () => {
  it('finds nothing in a house that kept its promises', () => {
    expect(findings(HONEST)).toEqual([]);
    expect(latenessOf(HONEST)).toEqual([300]);
  });

  it.each(PLANTED)('names %s', (_what, change, kinds) => {
    expect(kindsOf(change)).toEqual(kinds);
  });

  it('lets a rung be as late as the outage and two seconds', () => {
    expect(kindsOf({ rungs: [{ ...RUNG, committedAt: DUE + 4_900 }], outages: [{ from: DUE - 5_000, to: DUE + 3_000 }] })).toEqual([]);
  });

  it('expects no rung whose clock was answered before it could fire', () => {
    expect(kindsOf({ ...NOTHING_FIRED, clocks: [{ ...CLOCK, endedAt: DUE + 1_500 }] })).toEqual([]);
    expect(kindsOf({ ...NOTHING_FIRED, clocks: [{ ...CLOCK, endedAt: DUE + 3_500 }], outages: [{ from: DUE, to: DUE + 2_500 }] })).toEqual([]);
  });

  it('lets a mail cross the answer that was in hand before, and a copy that is equal to the byte', () => {
    const crossing = { notifications: [{ ...NOTIFICATION, handedOverFrom: DUE + 8_999 }], mails: [{ ...MAIL, begunAt: DUE + 9_002 }, { ...MAIL, begunAt: DUE + 9_003 }] };
    expect(kindsOf(crossing)).toEqual([]);
    const killed = { notifications: [{ ...NOTIFICATION, state: 'settled', handedOverFrom: null }], mails: [{ ...MAIL, begunAt: DUE + 9_100 }] };
    expect(kindsOf(killed)).toEqual([]);
    const stoodStill = { ...killed, standstills: [{ from: DUE + 8_500, to: DUE + 15_000 }], mails: [{ ...MAIL, begunAt: DUE + 15_100 }] };
    expect(kindsOf(stoodStill)).toEqual([]);
  });

  it('leaves open what nobody was told', () => {
    const uncertain = [{ referralId: 'referral', event: 'record_attempt' }];
    for (const times of [0, 1])
      expect(kindsOf({ acknowledged: { ...HONEST.acknowledged, uncertain }, events: new Map([['referral|accept', 1], ['referral|record_attempt', times]]) })).toEqual([]);
  });
});

describe('a standstill', () => {
  it('is when a worker stops to go on, not when one is killed', () => {
    let now = 0;
    const absences = new Absences(['worker:0'], () => now);
    absences.begin('worker:0');
    const goesOn = absences.begin(STANDSTILL);
    now = 7;
    goesOn();
    expect(absences.standstills()).toEqual([{ from: 0, to: 7 }]);
  });
});

describe('an outage', () => {
  it('is when PostgreSQL is away or all workers are, not when one of them is', () => {
    let now = 0;
    const absences = new Absences(['worker:0', 'worker:1'], () => now);
    const at = (instant: number, what: () => void): void => {
      now = instant;
      what();
    };
    const back: Record<string, () => void> = {};
    at(10, () => (back['0'] = absences.begin('worker:0')));
    at(20, () => (back['1'] = absences.begin('worker:1')));
    at(30, () => back['0']?.());
    at(40, () => (back['postgres'] = absences.begin('postgres')));
    at(50, () => back['postgres']?.());
    at(60, () => back['1']?.());
    expect(absences.outages()).toEqual([{ from: 20, to: 30 }, { from: 40, to: 50 }]);
  });
});

describe('the plan of a fault run', () => {
  it('has every kind and every failpoint, is the same for the same seed and another for another', () => {
    const plan = faultPlan(30, 7);
    expect(plan).toHaveLength(30);
    expect(new Set(plan.map(nameOf))).toEqual(new Set([...FAULT_KINDS, ...Object.keys(FAILPOINTS)]));
    expect(faultPlan(30, 7)).toEqual(plan);
    expect(faultPlan(30, 8)).not.toEqual(plan);
    expect(faultPlan(3, 7)).toHaveLength(3);
  });
});

import type { ClockKind, HumanRole } from '#domain';
import { aNewReferral } from '../chain.js';
import { HIGH_RISK } from '../referral-steps.js';
import type { Folk } from './folk.js';

/** How a clock begins in production and what ends it before it has run down, both over HTTP. */
export interface Situation {
  /** Brings a new referral to where the clock runs, in one instant; answers its id. */
  readonly starts: (folk: Folk) => Promise<string>;
  /** What the clock waits for. */
  readonly answered: (folk: Folk, id: string) => Promise<void>;
  /** Who may see the clock: how long data are kept after the end is the centre's to know. */
  readonly reader: HumanRole;
}

const HOUR = 3_600_000;
const today = (folk: Folk): string => folk.now().toISOString().slice(0, 10);
const accepts = (folk: Folk, id: string): Promise<void> => folk.does('counsellor', id, 'accept', { conflictOfInterest: false });
const attempts = (folk: Folk, id: string, hoursAgo = 0): Promise<void> =>
  folk.does('counsellor', id, 'record_attempt', {
    channel: 'phone', at: new Date(folk.now().getTime() - hoursAgo * HOUR).toISOString(), result: 'no_answer', contactVersion: 1, overrideReason: null,
  });
const reaches = (folk: Folk, id: string): Promise<void> => folk.does('counsellor', id, 'record_reached', { result: 'counselled_now', at: folk.now().toISOString() });
const closes = (folk: Folk, id: string): Promise<void> => folk.does('counsellor', id, 'close', { outcome: 'counselled' });

async function accepted(folk: Folk, change: Parameters<Folk['creates']>[0] = {}): Promise<string> {
  const id = await folk.creates(change);
  await accepts(folk, id);
  return id;
}

/** A high risk as the police assessed it today, and the consent to pass it on. */
function withHighRisk(folk: Folk): Parameters<Folk['creates']>[0] {
  const { contact, consent } = aNewReferral();
  const givenAt = new Date(folk.now().getTime() - HOUR);
  return {
    contact: { ...contact, risk: { ...HIGH_RISK, assessedAt: today(folk) } },
    consent: consent && { ...consent, groups: [...consent.groups, 'risk'], givenAt },
  };
}

async function reached(folk: Folk): Promise<string> {
  const id = await accepted(folk);
  await reaches(folk, id);
  return id;
}

/** Accepted and tried once under a measure that was ordered seven hours ago, for its ten days: no other clock can escalate. */
async function protectedPerson(folk: Folk): Promise<string> {
  const orderedAt = new Date(folk.now().getTime() - 7 * HOUR);
  const lastDay = new Date(orderedAt.getTime() + 240 * HOUR);
  const id = await accepted(folk, { measure: { orderedAt, lastDayOn: lastDay.toISOString().slice(0, 10) } });
  await attempts(folk, id);
  return id;
}

const changesMeasure = (change: string) => (folk: Folk, id: string): Promise<void> => folk.does('officer', id, 'update_measure', { change, on: today(folk) });

/** One for each kind of clock; a kind that is missing here fails its test. */
export const SITUATIONS: Readonly<Record<ClockKind, Situation>> = {
  transfer: {
    starts: (folk) => folk.creates({}, false),
    answered: (folk, id) => folk.does('officer', id, 'submit', { centreId: folk.place.centre }),
    reader: 'officer',
  },
  acknowledge: { starts: (folk) => folk.creates(), answered: accepts, reader: 'officer' },
  first_attempt: { starts: (folk) => accepted(folk), answered: (folk, id) => attempts(folk, id), reader: 'officer' },
  contact_in_protection: { starts: protectedPerson, answered: reaches, reader: 'officer' },
  attempt_series: {
    starts: async (folk) => {
      const id = await accepted(folk);
      await attempts(folk, id);
      return id;
    },
    // With the one of the beginning three, on two days and at two times of day.
    answered: async (folk, id) => {
      await attempts(folk, id, 26);
      await attempts(folk, id, 16);
    },
    reader: 'officer',
  },
  measure_end: { starts: protectedPerson, answered: changesMeasure('court_applied'), reader: 'officer' },
  measure_extended: {
    starts: async (folk) => {
      const id = await protectedPerson(folk);
      await changesMeasure('court_applied')(folk, id);
      return id;
    },
    answered: changesMeasure('court_decided'),
    reader: 'officer',
  },
  clarify: {
    starts: async (folk) => {
      const id = await folk.creates();
      await folk.does('counsellor', id, 'return', { reason: 'wrong_number' });
      return id;
    },
    answered: (folk, id) => folk.does('officer', id, 'correct', { contact: aNewReferral().contact, consent: null }),
    reader: 'officer',
  },
  reroute: {
    starts: async (folk) => {
      const id = await folk.creates();
      await folk.does('centre_lead', id, 'decline', { reason: 'capacity', suggestedCentreId: null });
      return id;
    },
    answered: (folk, id) => folk.does('victim_protection', id, 'reassign', { centreId: folk.place.centre, consent: null }),
    reader: 'officer',
  },
  high_risk: { starts: (folk) => folk.creates(withHighRisk(folk)), answered: accepts, reader: 'officer' },
  high_risk_attempt: { starts: (folk) => accepted(folk, withHighRisk(folk)), answered: (folk, id) => attempts(folk, id), reader: 'officer' },
  retention: {
    starts: async (folk) => {
      const id = await reached(folk);
      await closes(folk, id);
      return id;
    },
    answered: (folk, id) => folk.does('centre_lead', id, 'reopen'),
    reader: 'counsellor',
  },
  feedback: { starts: reached, answered: closes, reader: 'officer' },
};

import { DEFAULT_AGREEMENT_PARAMETERS, type AgreementParameters, type ClockKind, type Duration } from '#domain';

/** An agreement under which a clock runs for so many seconds. */
const seconds = (amount: number): Duration => ({ amount: amount / 3_600, unit: 'EH' });

/** A clock whose length is the agreement's: what the agreement says, and at which shares of its time it warns. */
export interface InSeconds {
  readonly terms: Partial<AgreementParameters>;
  readonly warnsAt: readonly number[];
  /** Seconds after the due instant. */
  readonly climbsAfter: readonly number[];
}

const CLIMBS = { second: seconds(2), third: seconds(4) };
const { escalation, retention } = DEFAULT_AGREEMENT_PARAMETERS;

/** Every clock that an agreement can shorten; those of the protection measure end at midnight, whatever anybody agrees. */
export const IN_SECONDS: Readonly<Partial<Record<ClockKind, InSeconds>>> = {
  // Counted from the consent, which was given an hour before.
  transfer: { terms: { transfer: seconds(3_606) }, warnsAt: [], climbsAfter: [] },
  acknowledge: { terms: { acknowledge: seconds(6), escalation: { ...escalation, acknowledge: CLIMBS } }, warnsAt: [0.5, 0.8], climbsAfter: [2, 4] },
  first_attempt: { terms: { firstAttempt: seconds(10), escalation: { ...escalation, firstAttempt: CLIMBS } }, warnsAt: [0.5, 0.8], climbsAfter: [2, 4] },
  attempt_series: { terms: { attemptSeries: seconds(10) }, warnsAt: [4 / 7], climbsAfter: [] },
  clarify: { terms: { clarify: seconds(6) }, warnsAt: [0.5], climbsAfter: [] },
  reroute: { terms: { reroute: seconds(6) }, warnsAt: [0.5], climbsAfter: [] },
  high_risk: { terms: { highRiskAccept: seconds(6) }, warnsAt: [0.5], climbsAfter: [] },
  high_risk_attempt: { terms: { highRiskAttempt: seconds(16) }, warnsAt: [0.5], climbsAfter: [] },
  retention: { terms: { retention: { ...retention, counselled: seconds(4) } }, warnsAt: [], climbsAfter: [] },
  feedback: { terms: { feedback: seconds(4) }, warnsAt: [], climbsAfter: [] },
};

/** The instants at which the rungs fall due, in milliseconds: whole seconds, rounded up. */
export function instantsOf({ warnsAt, climbsAfter }: InSeconds, clock: { readonly startedAt: string; readonly dueAt: string }): readonly number[] {
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)];
  const wholeSecond = (at: number): number => Math.ceil(at / 1_000) * 1_000;
  return [...warnsAt.map((share) => wholeSecond(start + (due - start) * share)), due, ...climbsAfter.map((after) => wholeSecond(due + after * 1_000))];
}

/** 2025-03-14T09:00Z → 'Fr, 14.03.2025, 10:00 Uhr', as a mail says it. */
export function germanTime(at: Date): string {
  const format = new Intl.DateTimeFormat('de-DE', {
    timeZone: 'Europe/Berlin', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['weekday']?.replace('.', '')}, ${part['day']}.${part['month']}.${part['year']}, ${part['hour']}:${part['minute']} Uhr`;
}

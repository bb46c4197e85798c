import { lastCourtWorkingDayOnOrBefore, type Calendar } from '../calendar/calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { addDays, instantAt, localDayOf, wholeSecondUp, type LocalDay } from '../calendar/zone.js';
import type { HumanRole } from '../organisation/organisation.js';
import type { AgreementParameters, EscalationSteps } from './agreement-parameters.js';
import type { ClockKind } from './clock-kinds.js';
import { dueInstant, type DueInstant } from './due-at.js';
import type { RuleSet } from './rule-sets.js';
import type { Warning } from './warning.js';

/** Who is told: the side of the referral and the role there. */
export type Recipient = `${'police' | 'centre' | 'network' | 'operator'}:${HumanRole}`;

/** The names of rungs. `breach` is the due instant itself; warnings lie before it, escalations after it. */
export const RUNGS = ['warning_1', 'warning_2', 'warning_3', 'warning_4', 'breach', 'escalation_2', 'escalation_3'] as const;

/** The name of a rung. */
export type Rung = (typeof RUNGS)[number];

/** One step of a clock's ladder: when it fires, whom it tells, and to which level (0 none) it lifts the referral's escalation. */
export interface NewRung {
  readonly rung: Rung;
  readonly dueAt: Date;
  readonly tells: readonly Recipient[];
  readonly escalation: 0 | 1 | 2 | 3;
}

interface LadderRow {
  readonly warns: readonly Recipient[];
  readonly tells: readonly Recipient[];
  readonly escalation: 0 | 1;
  readonly climbs?: (agreement: AgreementParameters) => EscalationSteps;
}

const OFFICER = 'police:officer';
const VICTIM_PROTECTION = 'police:victim_protection';
const POLICE_LEAD = 'police:police_lead';
const COUNSELLOR = 'centre:counsellor';
const CENTRE_LEAD = 'centre:centre_lead';
const COORDINATOR = 'network:local_coordinator';

/** ASSUMPTION(adr-0007): warnings meant for a day come at 08:00 local, when counters and counselling open. */
const MORNING = '08:00';

/**
 * The column "when it passes" of chain.md; the warnings are data of the agreement, those of the measure of the rule set. Who is warned is
 * not in that table: ASSUMPTION(adr-0007), the role that must act.
 */
const LADDERS: Readonly<Record<ClockKind, LadderRow>> = {
  transfer: { warns: [OFFICER], tells: [OFFICER, VICTIM_PROTECTION], escalation: 0 },
  acknowledge: {
    warns: [COUNSELLOR, CENTRE_LEAD],
    tells: [CENTRE_LEAD],
    escalation: 1,
    climbs: (agreement) => agreement.escalation.acknowledge,
  },
  first_attempt: {
    warns: [COUNSELLOR, CENTRE_LEAD],
    tells: [CENTRE_LEAD],
    escalation: 1,
    climbs: (agreement) => agreement.escalation.firstAttempt,
  },
  contact_in_protection: {
    warns: [COUNSELLOR],
    tells: [COUNSELLOR, CENTRE_LEAD],
    escalation: 0,
  },
  attempt_series: { warns: [COUNSELLOR], tells: [COUNSELLOR, CENTRE_LEAD], escalation: 0 },
  measure_end: {
    warns: [COUNSELLOR, VICTIM_PROTECTION],
    tells: [COUNSELLOR, VICTIM_PROTECTION],
    escalation: 0,
  },
  measure_extended: {
    warns: [COUNSELLOR, VICTIM_PROTECTION],
    tells: [COUNSELLOR, VICTIM_PROTECTION],
    escalation: 0,
  },
  clarify: { warns: [OFFICER, VICTIM_PROTECTION], tells: [POLICE_LEAD], escalation: 1 },
  reroute: { warns: [VICTIM_PROTECTION], tells: [POLICE_LEAD, COORDINATOR], escalation: 1 },
  high_risk: { warns: [COUNSELLOR, CENTRE_LEAD], tells: [CENTRE_LEAD, POLICE_LEAD], escalation: 1 },
  high_risk_attempt: { warns: [COUNSELLOR, CENTRE_LEAD], tells: [CENTRE_LEAD, POLICE_LEAD], escalation: 1 },
  retention: { warns: [], tells: ['operator:admin'], escalation: 0 },
  feedback: { warns: [], tells: [], escalation: 0 },
};

/** What the ladder of a clock is built from; `notBefore` is the instant of the event: earlier warnings are pointless. */
export interface LadderFacts {
  readonly kind: ClockKind;
  readonly startedAt: Date;
  readonly notBefore: Date;
  readonly due: DueInstant;
  readonly calendar: Calendar;
  readonly openingHours: OpeningHours | undefined;
  readonly agreement: AgreementParameters;
  readonly ruleSet: RuleSet;
}

/**
 * The rungs of a clock in order of time. Warnings that would not lie after the start and before the due instant are left out;
 * of a day warning and the last court working day at the same instant, the latter stays. The breach is always there.
 */
export function ladderOf(facts: LadderFacts): readonly NewRung[] {
  const row = LADDERS[facts.kind];
  const dueAt = facts.due.dueAt;
  const warnings = warningsOf(facts)
    .map((warning, index): NewRung => ({
      rung: RUNGS[index] ?? 'warning_4',
      dueAt: warnsAt(warning, facts),
      tells: row.warns,
      escalation: 0,
    }))
    .filter((rung) => rung.dueAt > facts.notBefore && rung.dueAt < dueAt)
    .filter((rung, index, all) => !all.slice(index + 1).some((later) => later.dueAt.getTime() === rung.dueAt.getTime()));
  const breach: NewRung = { rung: 'breach', dueAt, tells: told(row.tells, facts.agreement), escalation: row.escalation };
  // Rungs fire one after the other, so an agreement whose third step comes before its second (24 EH before 1 AT) must not hold it up.
  return [...warnings, breach, ...climb(row, facts)].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

function warningsOf({ kind, agreement, ruleSet }: LadderFacts): readonly Warning[] {
  return kind === 'measure_end' || kind === 'measure_extended' || kind === 'contact_in_protection' ? ruleSet.warnings[kind] : agreement.warnings[kind];
}

function climb(row: LadderRow, { due, calendar, openingHours, agreement }: LadderFacts): readonly NewRung[] {
  if (row.climbs === undefined) return [];
  const { second, third } = row.climbs(agreement);
  return [
    { rung: 'escalation_2', dueAt: dueInstant(second, due.dueAt, calendar, openingHours).dueAt, tells: [VICTIM_PROTECTION], escalation: 2 },
    { rung: 'escalation_3', dueAt: dueInstant(third, due.dueAt, calendar, openingHours).dueAt, tells: told([COORDINATOR], agreement), escalation: 3 },
  ];
}

const told = (recipients: readonly Recipient[], agreement: AgreementParameters): readonly Recipient[] =>
  agreement.telLocalCoordinator ? recipients : [...new Set(recipients.map((one) => (one === COORDINATOR ? POLICE_LEAD : one)))];

function warnsAt(warning: Warning, { startedAt, due, calendar }: LadderFacts): Date {
  if (warning === 'last_court_day') return morningOf(lastCourtWorkingDayOnOrBefore(lastDayOf(due.dueAt), calendar));
  if ('daysBefore' in warning) return morningOf(addDays(lastDayOf(due.dueAt), -warning.daysBefore));
  if ('shareOfDays' in warning && due.rule.unit === 'CD') {
    return morningOf(addDays(localDayOf(startedAt), Math.round(due.rule.amount * warning.shareOfDays)));
  }
  const share = 'share' in warning ? warning.share : warning.shareOfDays;
  return wholeSecondUp(startedAt.getTime() + (due.dueAt.getTime() - startedAt.getTime()) * share);
}

/** The day whose 24:00 the due instant is. */
const lastDayOf = (dueAt: Date): LocalDay => localDayOf(new Date(dueAt.getTime() - 1));

const morningOf = (day: LocalDay): Date => instantAt(day, MORNING);

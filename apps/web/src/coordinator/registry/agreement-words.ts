import { m } from '../../generated/messages/messages.js';
import { FORM_LABELS } from '../../shared/labels/consent-labels';
import { labelOf } from '../../shared/labels/label-of';
import { toDay } from '../../shared/time/format';
import type { Schemas } from '../../shared/api/contract';
import type { Line } from './entry-lines';
import { OUTSIDE_LABELS } from './registry-labels';
import type { Parameters } from './registry-queries';

type Duration = Schemas['DurationDto'];

/** Parameters with nothing left out, as the registry answers them. */
export type WholeParameters = { readonly [Name in keyof Parameters]-?: NonNullable<Parameters[Name]> };

/** The terms that hold when some are given: what is left out stays as it is. */
export const withGiven = (held: Parameters | undefined, given: Parameters | undefined): WholeParameters =>
  ({ ...held, ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value != null)) }) as WholeParameters;

const SPANS: Readonly<Record<string, (input: { count: number }) => string>> = {
  EH: m.registry_span_eh, CD: m.registry_span_cd, WT: m.registry_span_wt, AT: m.registry_span_at, OH: m.registry_span_oh,
};

/** "24 Stunden", "3 Arbeitstagen": as it stands after "binnen" and "nach". */
export const spanWords = ({ amount, unit }: Duration): string => SPANS[unit]?.({ count: amount }) ?? '';
/** "binnen 24 Stunden"; no whole calendar day is the same day. */
export const withinWords = (duration: Duration): string => (duration.unit === 'CD' && duration.amount === 0 ? m.registry_same_day() : m.registry_within({ span: spanWords(duration) }));

const lastOf = (parameters: WholeParameters): string => (parameters.telLocalCoordinator ? m.registry_told_coordinator() : m.registry_told_police_lead());

/** What an agreement does, in sentences that anybody can check. */
export function agreementSentences(parameters: WholeParameters): readonly string[] {
  const { acknowledge, firstAttempt, escalation, attemptRule, dailyService, outsideHours, consentForms, forwarding } = parameters;
  return [
    m.registry_says_acknowledge({ within: withinWords(acknowledge), second: spanWords(escalation.acknowledge.second), third: spanWords(escalation.acknowledge.third), last: lastOf(parameters) }),
    m.registry_says_first({
      within: withinWords(firstAttempt), always: dailyService ? m.registry_says_always() : '',
      second: spanWords(escalation.firstAttempt.second), third: spanWords(escalation.firstAttempt.third), last: lastOf(parameters),
    }),
    outsideHours === 'at_once' ? m.registry_says_at_once() : m.registry_says_from_opening(),
    m.registry_says_attempts({
      attempts: m.registry_after_attempts({ count: attemptRule.attempts }), days: m.registry_on_days({ count: attemptRule.differentDays }), times: m.registry_at_times({ count: attemptRule.differentTimesOfDay }),
      letter: attemptRule.letterIfConsented ? m.registry_says_letter() : '',
    }),
    consentForms.length === 0 ? m.registry_says_no_form() : m.registry_says_forms({ forms: consentForms.map((form) => labelOf(FORM_LABELS, form)).join(', ') }),
    forwarding ? m.registry_says_forwarding() : m.registry_says_no_forwarding(),
  ];
}

const stepsWords = ({ second, third }: Schemas['EscalationStepsDto']): string => m.registry_steps({ second: spanWords(second), third: spanWords(third) });

/** An agreement's terms in words, to be compared. */
export function agreementLines(parameters: WholeParameters, { validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null }): readonly Line[] {
  const { attemptRule } = parameters;
  const yesNo = (yes: boolean): string => (yes ? m.registry_yes() : m.registry_no());
  return [
    { key: 'firstAttempt', name: m.registry_first_attempt(), words: withinWords(parameters.firstAttempt) },
    { key: 'acknowledge', name: m.registry_acknowledge(), words: withinWords(parameters.acknowledge) },
    { key: 'dailyService', name: m.registry_field_daily(), words: yesNo(parameters.dailyService) },
    { key: 'outsideHours', name: m.registry_outside(), words: labelOf(OUTSIDE_LABELS, parameters.outsideHours) },
    {
      key: 'attemptRule', name: m.registry_attempt_rule(),
      words: [
        m.rule_attempts({ count: attemptRule.attempts }), m.registry_on_days({ count: attemptRule.differentDays }), m.registry_at_times({ count: attemptRule.differentTimesOfDay }),
        attemptRule.letterIfConsented ? m.registry_with_letter() : m.registry_without_letter(),
      ].join(', '),
    },
    { key: 'escalationFirst', name: m.registry_escalation_first(), words: stepsWords(parameters.escalation.firstAttempt) },
    { key: 'escalationAcknowledge', name: m.registry_escalation_acknowledge(), words: stepsWords(parameters.escalation.acknowledge) },
    { key: 'telLocalCoordinator', name: m.registry_told_last(), words: lastOf(parameters) },
    { key: 'consentForms', name: m.registry_consent_forms(), words: [...parameters.consentForms].sort().map((form) => labelOf(FORM_LABELS, form)).join(', ') },
    { key: 'forwarding', name: m.registry_forwarding(), words: yesNo(parameters.forwarding) },
    { key: 'validFrom', name: m.registry_valid_from(), words: validFrom === null ? m.registry_none() : toDay(validFrom) },
    { key: 'validTo', name: m.registry_valid_to(), words: validTo === null ? m.registry_open_end() : toDay(validTo) },
  ];
}

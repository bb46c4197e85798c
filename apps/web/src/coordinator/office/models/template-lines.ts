import type { Fact } from '../../../shared/kern/facts';
import { agreementLines, withGiven, type WholeParameters } from '../../registry/agreement-words';
import type { Model } from './model-queries';

type Template = NonNullable<Model['template']>;

// What a template leaves out is shown nowhere; the words of a term need a whole agreement around it.
const AROUND: WholeParameters = {
  dailyService: false, acknowledge: { amount: 1, unit: 'AT' }, firstAttempt: { amount: 72, unit: 'EH' }, outsideHours: 'at_once', telLocalCoordinator: true, consentForms: [], forwarding: true,
  attemptRule: { attempts: 3, differentDays: 2, differentTimesOfDay: 2, letterIfConsented: true },
  escalation: { acknowledge: { second: { amount: 4, unit: 'EH' }, third: { amount: 24, unit: 'EH' } }, firstAttempt: { second: { amount: 4, unit: 'EH' }, third: { amount: 24, unit: 'EH' } } },
};
const PART_OF: Readonly<Record<string, keyof Template>> = { escalationFirst: 'escalation', escalationAcknowledge: 'escalation' };

/** The terms that a template gives, each with its name. */
export const templateLines = (template: Template): readonly Fact[] =>
  agreementLines(withGiven(AROUND, template), { validFrom: null, validTo: null })
    .filter(({ key }) => template[PART_OF[key] ?? (key as keyof Template)] != null)
    .map(({ name, words }) => ({ name, value: words }));

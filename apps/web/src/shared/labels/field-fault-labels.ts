import { m } from '../../generated/messages/messages.js';

/** What the API says about a single entry of a form, in words that say what to do; codes that the browser finds itself are not here. */
const FIELD_FAULT_LABELS: Readonly<Record<string, () => string>> = {
  in_future: m.error_in_future,
  before_assignment: m.fault_before_assignment,
  already_ordered: m.fault_already_ordered,
  impossible: m.fault_impossible,
  outside_calendar: m.fault_outside_calendar,
  no_rule_set: m.fault_no_rule_set,
  never_open: m.fault_never_open,
  agreement_unusable: m.fault_agreement_unusable,
  form_not_agreed: m.fault_form_not_agreed,
  forwarding_not_agreed: m.fault_forwarding_not_agreed,
  unknown_municipality: m.fault_unknown_municipality,
  unknown_centre: m.fault_unknown_centre,
  required: m.error_required_entry,
  too_long: m.error_too_long,
  too_short: m.error_too_short,
  malformed: m.error_malformed,
  forbidden_character: m.error_forbidden_character,
  broken_unicode: m.error_forbidden_character,
  impossible_date: m.error_impossible_date,
};

/** The words for a code of the API about one entry; an unknown code asks to look at the entry. */
export const fieldFault = (code: string): string => (Object.hasOwn(FIELD_FAULT_LABELS, code) ? FIELD_FAULT_LABELS[code]?.() : undefined) ?? m.error_check_field();

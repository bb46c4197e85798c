import { useFormContext } from 'react-hook-form';
import { FIELD_GROUPS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Facts } from '../../shared/kern/facts';
import { PHONE_LABELS } from '../../shared/labels/contact-labels';
import { labelOf } from '../../shared/labels/label-of';
import { toDay } from '../../shared/time/format';
import { useChosenCentre } from './receiving-centre';
import type { ReportValues } from './report-values';

function consentWords({ consent, groups }: ReportValues): string {
  if (consent === 'yes') return m.report_check_consent_all();
  if (consent === 'no') return m.consent_no();
  return consent === 'detail' ? m.report_check_consent_detail({ count: groups.length, total: FIELD_GROUPS.length }) : m.report_check_missing();
}

/** The five answers that must not be wrong, once more before sending. */
export function CheckCard() {
  const { watch } = useFormContext<ReportValues>();
  const centre = useChosenCentre() ?? m.report_check_missing();
  const values = watch();
  const missing = m.report_check_missing();
  return (
    <div className="check-card panel">
      <Facts
        facts={[
          { name: m.report_check_place(), value: values.municipality?.name ?? missing },
          { name: m.fact_centre(), value: centre },
          { name: m.report_check_number(), value: values.phone.trim() === '' ? missing : values.phone },
          { name: m.report_check_safe(), value: values.safe.phone === '' ? missing : labelOf(PHONE_LABELS, values.safe.phone) },
          { name: m.consent_of(), value: consentWords(values) },
          { name: m.report_check_measure(), value: values.measure ? (values.lastDayOn === '' ? missing : toDay(values.lastDayOn)) : m.report_check_measure_none() },
        ]}
      />
    </div>
  );
}

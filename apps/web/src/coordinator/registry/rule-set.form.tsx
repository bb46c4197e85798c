import { useState } from 'react';
import { useForm, type Path } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { RadioGroup } from '../../shared/kern/check-field';
import { DateTime } from '../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { changedLines, ruleSetLines } from './entry-lines';
import { OvertakenForm, ProposingEnd } from './proposing-parts';
import type { RuleSet } from './registry-queries';
import { useProposing } from './use-proposing';

interface Values {
  readonly version: string;
  readonly state: 'active' | 'prepared';
  readonly validFrom: string;
  readonly baseDays: string;
  readonly extensionDays: string;
  readonly legalReference: string;
  readonly reason: string;
}
const FIELDS: readonly Path<Values>[] = ['version', 'validFrom', 'baseDays', 'extensionDays', 'legalReference', 'reason'];
const fieldAt = (pointer: string): Path<Values> | null => FIELDS.find((name) => pointer.endsWith(`/${name}`)) ?? null;
const fieldOf = (): Path<Values> => 'version';

const toRuleSet = ({ version, state, validFrom, baseDays, extensionDays, legalReference }: Values) => ({
  version: version.trim(), active: state === 'active', validFrom, baseDays: Number(baseDays), extensionDays: Number(extensionDays), legalReference: legalReference.trim(),
});
const isDays = (text: string): true | string => (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 90) || m.registry_error_days();

/** Prepares a rule set or puts a prepared one in force from a day on; a second person decides. */
export function RuleSetForm({ present }: { readonly present: RuleSet | null }) {
  const today = toLocalDay(useNow());
  const [base, setBase] = useState(present?.base ?? '0');
  const form = useForm<Values>({
    shouldFocusError: false,
    defaultValues: {
      version: present?.version ?? '', state: present === null ? 'prepared' : 'active', validFrom: present !== null && present.validFrom > today && present.validFrom < '2100' ? present.validFrom : today,
      baseDays: String(present?.baseDays ?? ''), extensionDays: String(present?.extensionDays ?? ''), legalReference: present?.legalReference ?? '', reason: '',
    },
  });
  const proposing = useProposing(form, { fieldOf, fieldAt });
  const { register, handleSubmit, formState, getValues } = form;
  const { errors } = formState;
  const submit = handleSubmit((values) => proposing.check({ kind: 'rule_set', ruleSet: toRuleSet(values) }, values.reason.trim(), { [`rule_set ${values.version.trim()}`]: base }));
  const lines = proposing.isOvertaken && present !== null ? changedLines(ruleSetLines(present), ruleSetLines(toRuleSet(getValues()))) : [];
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      <OutcomeAlert outcome={proposing.outcome} />
      <OvertakenForm proposing={proposing} lines={lines} onGoOn={() => setBase(present?.base ?? '0')} />
      <TextField
        {...register('version', { required: m.registry_error_rule_version(), pattern: { value: /^[a-z0-9][a-z0-9-]{2,39}$/, message: m.registry_error_rule_version() } })}
        label={m.registry_rule_version()} hint={m.registry_rule_version_hint()} readOnly={present !== null} error={errors.version?.message}
      />
      <RadioGroup
        name="state" legend={m.registry_rule_state()} horizontal control={register('state')}
        options={[{ value: 'active', label: m.registry_rule_active() }, { value: 'prepared', label: m.registry_rule_prepared() }]}
      />
      <DateTime {...register('validFrom', { required: m.error_date() })} of="day" label={m.registry_rule_from()} hint={m.registry_rule_from_hint()} error={errors.validFrom?.message} />
      <div className="form__pair">
        <TextField {...register('baseDays', { validate: isDays })} label={m.registry_rule_base()} inputMode="numeric" maxLength={2} error={errors.baseDays?.message} />
        <TextField {...register('extensionDays', { validate: isDays })} label={m.registry_rule_extension()} inputMode="numeric" maxLength={2} error={errors.extensionDays?.message} />
      </div>
      <TextField {...register('legalReference', { required: m.registry_error_law(), minLength: { value: 3, message: m.registry_error_law() } })} label={m.registry_rule_law()} maxLength={120} error={errors.legalReference?.message} />
      <TextField {...register('reason', { required: m.registry_error_reason(), minLength: { value: 3, message: m.error_too_short() } })} label={m.registry_reason()} hint={m.registry_reason_hint()} maxLength={200} error={errors.reason?.message} />
      <ProposingEnd proposing={proposing} busy={formState.isSubmitting} />
    </form>
  );
}

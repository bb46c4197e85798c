import { useState } from 'react';
import { DECLINE_REASONS } from '#domain';
import { m } from '../generated/messages/messages.js';
import { CheckField, RadioGroup } from '../shared/kern/check-field';
import { Combobox, type ComboboxItem } from '../shared/kern/combobox';
import { DateTime } from '../shared/kern/date-time';
import { ErrorSummary } from '../shared/kern/error-summary';
import { SelectField, TextField } from '../shared/kern/field';
import { Section } from '../shared/kern/section';
import { DECLINE_LABELS } from '../shared/labels/referral-labels';
import { optionsOf } from '../shared/labels/label-of';

const LONG = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const PLACES = ['Köln', 'Königswinter', 'Şahinbey', 'Dvořákstadt', LONG].map((name): ComboboxItem<string> => ({ key: name, label: name, detail: `${name} · 50667`, value: name }));

function Places({ name, start, error, disabled }: { readonly name: string; readonly start: string; readonly error?: string; readonly disabled?: boolean }) {
  const [text, setText] = useState(start);
  const [picked, setPicked] = useState(start !== '');
  return (
    <Combobox
      name={name}
      label={m.report_place()}
      hint={m.report_place_hint()}
      error={error}
      disabled={disabled ?? false}
      text={text}
      picked={picked}
      items={PLACES.filter(({ label }) => label.toLowerCase().startsWith(text.toLowerCase()))}
      onText={(next) => {
        setText(next);
        setPicked(false);
      }}
      onPick={({ label }) => {
        setText(label);
        setPicked(true);
      }}
    />
  );
}

/** Fields of a form: empty, filled, wrong, switched off, and with long words. */
export function Fields() {
  const reasons = optionsOf(DECLINE_LABELS, DECLINE_REASONS);
  return (
    <Section id="fields" title={m.report_place()}>
      <div className="form">
        <ErrorSummary entries={[{ name: 'wrong.street', message: m.error_street() }, { name: 'wrong.reason', message: m.error_choose() }]} attempt={0} />
        <TextField name="empty.street" label={m.contact_street()} optional />
        <TextField name="filled.street" label={m.contact_street()} defaultValue="Dvořákweg 7" />
        <TextField name="long.street" label={`${m.contact_street()} – ${m.note_decline()}`} hint={`${m.report_place_hint()} ${LONG}`} defaultValue={`${LONG} ${LONG}`} />
        <TextField name="wrong.street" label={m.contact_street()} error={m.error_street()} />
        <TextField name="off.street" label={m.contact_street()} defaultValue="Musterweg 7" disabled />
        <Places name="empty.place" start="" />
        <Places name="filled.place" start="Köln" />
        <Places name="wrong.place" start="" error={m.error_municipality()} />
        <Places name="off.place" start="Köln" disabled />
        <DateTime of="instant" name="empty.at" label={m.ask_at()} />
        <DateTime of="instant" name="wrong.at" label={m.ask_at()} error={m.error_date_time()} defaultValue="2027-03-26T21:40" />
        <DateTime of="day" name="filled.on" label={m.ask_measure_on()} hint={m.hint_measure_on()} defaultValue="2027-03-26" />
        <DateTime of="day" name="off.on" label={m.ask_measure_on()} disabled />
        <SelectField name="empty.select" label={m.ask_decline_reason()} options={reasons} placeholder={m.choose()} />
        <SelectField name="wrong.select" label={m.ask_decline_reason()} options={reasons} placeholder={m.choose()} error={m.error_choose()} />
        <SelectField name="off.select" label={m.ask_decline_reason()} options={reasons} disabled />
        <RadioGroup name="empty.reason" legend={m.ask_decline_reason()} hint={m.note_decline()} options={reasons.map((reason, index) => (index === 0 ? { ...reason, hint: m.note_decline() } : reason))} control={{}} />
        <RadioGroup name="wrong.reason" legend={m.ask_decline_reason()} options={reasons.slice(0, 2)} control={{}} error={m.error_choose()} />
        <RadioGroup name="off.reason" legend={m.ask_decline_reason()} options={reasons.slice(0, 2)} control={{ disabled: true }} horizontal />
        <CheckField name="empty.tick" label={m.safe_voicemail()} hint={m.report_place_hint()} />
        <CheckField name="filled.tick" label={`${m.note_decline()} ${LONG}`} defaultChecked />
        <CheckField name="wrong.tick" label={m.safe_voicemail()} error={m.error_choose()} />
        <CheckField name="off.tick" label={m.safe_voicemail()} disabled />
      </div>
    </Section>
  );
}

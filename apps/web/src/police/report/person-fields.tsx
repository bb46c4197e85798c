import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { TextField } from '../../shared/kern/field';
import type { ReportValues } from './report-values';

/** Postcode and place follow from where the person is now; only another address, or an unclear postcode, has to be typed. */
function TownFields() {
  const { register, watch, formState } = useFormContext<ReportValues>();
  const [other, setOther] = useState(false);
  const [municipality, postcode, place] = watch(['municipality', 'postcode', 'place']);
  const rules = {
    // Without a place nothing is shown here, so nothing is asked here.
    postcode: register('postcode', { validate: (value, { municipality: known }) => known === null || /^\d{5}$/.test(value.trim()) || m.error_postcode() }),
    place: register('place', { validate: (value, { municipality: known }) => known === null || value.trim() !== '' || m.error_place() }),
  };
  const { errors } = formState;
  const clear = /^\d{5}$/.test(postcode) && place !== '' && errors.postcode === undefined && errors.place === undefined;
  if (clear && !other) {
    return (
      <div className="town">
        <p className="kern-body">{m.report_address_town({ town: `${postcode} ${place}` })}</p>
        <Button look="tertiary" onClick={() => setOther(true)}>
          {m.report_address_other()}
        </Button>
      </div>
    );
  }
  if (municipality === null) return null;
  return (
    <div className="form__pair form__pair--place">
      <TextField {...rules.postcode} label={m.contact_postcode()} inputMode="numeric" maxLength={5} error={errors.postcode?.message} />
      <TextField {...rules.place} label={m.contact_place()} error={errors.place?.message} />
    </div>
  );
}

/** Name and address of the endangered person, in as few entries as possible. */
export function PersonFields() {
  const { register, formState } = useFormContext<ReportValues>();
  return (
    <>
      <TextField data-personal="" {...register('name', { required: m.error_name() })} label={m.contact_name()} spellCheck={false} maxLength={120} error={formState.errors.name?.message} />
      <TextField data-personal="" {...register('street', { required: m.error_street() })} label={m.contact_street()} spellCheck={false} maxLength={120} error={formState.errors.street?.message} />
      <TownFields />
    </>
  );
}

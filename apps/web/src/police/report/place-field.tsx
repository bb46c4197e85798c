import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { municipalitiesQuery } from '../../shared/api/queries';
import type { Municipality } from '../../shared/api/views';
import { Combobox, type ComboboxItem } from '../../shared/kern/combobox';
import type { ReportValues } from './report-values';

const toItem = (place: Municipality): ComboboxItem<Municipality> => ({
  key: place.ags,
  label: place.name,
  detail: `${place.district} · ${place.policeAuthority.name}`,
  value: place,
});

/** The municipality where the person is now, by postcode or name; authority and centres follow from it. */
export function PlaceField() {
  const { setValue, watch, register, getValues, formState, clearErrors } = useFormContext<ReportValues>();
  const [text, setText] = useState('');
  const [picked, postcode] = watch(['municipality', 'postcode']);
  // A form that was continued brings its place along.
  const shown = picked !== null && text === '' ? `${postcode} ${picked.name}`.trim() : text;
  const q = text.trim().toLowerCase();
  const query = useQuery({ ...municipalitiesQuery(q), enabled: q.length >= 2 && picked === null });
  register('municipality', { validate: (value) => value !== null || m.error_municipality() });

  const pick = (place: Municipality): void => {
    const typed = /^\d{5}$/.test(text.trim()) ? text.trim() : (place.postcodes.length === 1 ? place.postcodes[0] : undefined);
    setValue('municipality', place);
    setValue('centreId', '');
    if (typed !== undefined && getValues('postcode') === '') setValue('postcode', typed);
    if (getValues('place') === '') setValue('place', place.name);
    clearErrors('municipality');
    setText(typed === undefined ? place.name : `${typed} ${place.name}`);
  };
  const only = query.data?.length === 1 && /^\d{5}$/.test(q) ? query.data[0] : undefined;
  useEffect(() => {
    // A whole postcode with one municipality leaves nothing to choose.
    if (only !== undefined && picked === null) pick(only);
  }, [only, picked]);
  return (
    <Combobox
      name="municipality"
      label={m.report_place()}
      hint={m.report_place_hint()}
      error={formState.errors.municipality?.message}
      text={shown}
      picked={picked !== null}
      items={(query.data ?? []).slice(0, 20).map(toItem)}
      onText={(next) => {
        setText(next);
        setValue('municipality', null);
      }}
      onPick={(item) => pick(item.value)}
    />
  );
}

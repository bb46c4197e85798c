import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { useAnnounce } from '../../shared/kern/announcer';
import { Combobox, type ComboboxItem } from '../../shared/kern/combobox';
import { Icon } from '../../shared/kern/icon';
import { idOf } from '../../shared/kern/field-frame';
import { municipalitiesQuery } from '../../shared/api/queries';
import type { CentreValues } from './centre-values';
import { placesQuery, type Place } from './registry-queries';

interface District {
  readonly name: string;
  readonly places: readonly Place[];
}

/** Chosen municipalities by their district, both by name. */
function byDistrict(places: readonly Place[]): readonly District[] {
  const names = [...new Set(places.map(({ district }) => district))].sort((a, b) => a.localeCompare(b, 'de'));
  return names.map((name) => ({ name, places: places.filter(({ district }) => district === name).sort((a, b) => a.name.localeCompare(b.name, 'de')) }));
}

/** What the text may mean: whole districts first, then municipalities by name or postcode, without those that are chosen. */
function itemsFor(text: string, places: readonly Place[], hits: readonly string[], chosen: readonly string[]): readonly ComboboxItem<readonly string[]>[] {
  const rest = places.filter(({ ags }) => !chosen.includes(ags));
  const districts = byDistrict(rest).filter((district) => district.places.length > 1 && district.name.toLowerCase().includes(text.trim().toLowerCase()));
  return [
    ...districts.map(({ name, places: inIt }) => ({ key: `district ${name}`, label: m.registry_whole_district({ name }), detail: m.registry_municipalities({ count: inIt.length }), value: inIt.map(({ ags }) => ags) })),
    ...rest.filter(({ ags }) => hits.includes(ags)).map((place) => ({ key: place.ags, label: place.name, detail: place.district, value: [place.ags] })),
  ];
}

function Chosen({ district, whole, onRemove }: { readonly district: District; readonly whole: number; readonly onRemove: (places: readonly Place[]) => void }) {
  return (
    <li>
      <span className="row">
        <strong>{district.name}</strong>
        <span className="muted">{m.registry_of_district({ count: district.places.length, all: whole })}</span>
        {district.places.length < 2 ? null : (
          <button type="button" className="link-button" onClick={() => onRemove(district.places)}>
            {m.registry_remove_district({ name: district.name })}
          </button>
        )}
      </span>
      <ul className="registry-chips">
        {district.places.map((place) => (
          <li key={place.ags}>
            <button type="button" className="registry-chip" aria-label={m.registry_remove({ name: place.name })} onClick={() => onRemove([place])}>
              {place.name}
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The municipalities that a centre serves: found by name, postcode or whole district, and taken away one by one. */
export function CatchmentField() {
  const announce = useAnnounce();
  const { register, setValue, clearErrors, watch, formState } = useFormContext<CentreValues>();
  register('catchment');
  const ofCentre = watch('catchment');
  const choose = (numbers: readonly string[]): void => {
    setValue('catchment', numbers);
    clearErrors('catchment');
  };
  const [text, setText] = useState('');
  const q = text.trim().toLowerCase();
  const places = useQuery(placesQuery).data ?? [];
  const hits = useQuery({ ...municipalitiesQuery(q), enabled: q.length >= 2 }).data ?? [];
  const known = new Map(places.map((place) => [place.ags, place]));
  const chosen = ofCentre.map((ags) => known.get(ags) ?? { ags, name: ags, district: m.registry_unknown_district() });
  const remove = (gone: readonly Place[]): void => {
    const numbers = gone.map(({ ags }) => ags);
    choose(ofCentre.filter((ags) => !numbers.includes(ags)));
    announce(m.registry_removed({ names: gone.map(({ name }) => name).join(', ') }));
    document.getElementById(idOf('catchment'))?.focus();
  };
  return (
    <div className="registry-catchment">
      <Combobox
        name="catchment"
        label={m.registry_field_catchment()}
        hint={m.registry_catchment_hint()}
        error={formState.errors.catchment?.message}
        text={text}
        picked={false}
        items={itemsFor(q, places, hits.map(({ ags }) => ags), ofCentre).slice(0, 20)}
        onText={setText}
        onPick={({ label, value }) => {
          choose([...ofCentre, ...value]);
          setText('');
          announce(m.registry_added({ names: label }));
        }}
      />
      <p className="kern-body muted">{m.registry_chosen({ count: chosen.length })}</p>
      {chosen.length === 0 ? null : (
        <ul className="registry-districts kern-body" aria-label={m.registry_field_catchment()}>
          {byDistrict(chosen).map((district) => (
            <Chosen key={district.name} district={district} whole={places.filter((place) => place.district === district.name).length} onRemove={remove} />
          ))}
        </ul>
      )}
    </div>
  );
}

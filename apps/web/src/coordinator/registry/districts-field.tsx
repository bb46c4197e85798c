import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { useAnnounce } from '../../shared/kern/announcer';
import { Combobox } from '../../shared/kern/combobox';
import { idOf } from '../../shared/kern/field-frame';
import { Icon } from '../../shared/kern/icon';
import type { District, OrganisationValues } from './organisation-values';

/** The districts of a network: found by name and taken away one by one. */
export function DistrictsField({ districts }: { readonly districts: readonly District[] }) {
  const announce = useAnnounce();
  const { register, setValue, clearErrors, watch, formState } = useFormContext<OrganisationValues>();
  const [text, setText] = useState('');
  register('districts');
  const keys = watch('districts');
  const choose = (chosen: readonly string[]): void => {
    setValue('districts', chosen);
    clearErrors('districts');
  };
  const q = text.trim().toLowerCase();
  const found = districts.filter(({ ags, name }) => !keys.includes(ags) && name.toLowerCase().includes(q));
  const nameOf = (key: string): string => districts.find(({ ags }) => ags === key)?.name ?? key;
  const remove = (key: string): void => {
    choose(keys.filter((each) => each !== key));
    announce(m.registry_removed({ names: nameOf(key) }));
    document.getElementById(idOf('districts'))?.focus();
  };
  return (
    <div className="registry-catchment">
      <Combobox
        name="districts"
        label={m.registry_network_districts()}
        hint={m.registry_network_districts_hint()}
        error={formState.errors.districts?.message}
        text={text}
        picked={false}
        items={found.slice(0, 20).map(({ ags, name }) => ({ key: ags, label: name, value: ags }))}
        onText={setText}
        onPick={({ label, value }) => {
          choose([...keys, value]);
          setText('');
          announce(m.registry_added({ names: label }));
        }}
      />
      {keys.length === 0 ? <p className="kern-body muted">{m.registry_network_no_area()}</p> : (
        <ul className="registry-chips" aria-label={m.registry_network_districts()}>
          {keys.map((key) => (
            <li key={key}>
              <button type="button" className="registry-chip" aria-label={m.registry_remove({ name: nameOf(key) })} onClick={() => remove(key)}>
                {nameOf(key)}
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

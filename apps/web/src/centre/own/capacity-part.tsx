import { useState } from 'react';
import { CAPACITY_LEVELS, type CapacityLevel } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { OwnCentre } from '../../shared/api/views';
import { Button } from '../../shared/kern/button';
import { SelectField } from '../../shared/kern/field';
import type { IconName } from '../../shared/kern/icon';
import { labelOf } from '../../shared/labels/label-of';
import { toDateTime } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { CAPACITY_LABELS } from './own-centre-words';

const ICONS: Readonly<Record<CapacityLevel, IconName>> = { free: 'success', few: 'warning', full: 'danger' };
const DAYS = [1, 2, 3, 5, 7, 14] as const;

export interface CapacityPartProps {
  readonly capacity: OwnCentre['capacity'];
  /** Absent: it is only read. */
  readonly onNote?: (level: CapacityLevel, days: number) => void;
}

/** The traffic light of the own room: what is said now and until when, and for a lead one button per level. */
export function CapacityPart({ capacity, onNote }: CapacityPartProps) {
  const now = useNow();
  const [days, setDays] = useState('3');
  const held = capacity !== null && new Date(capacity.expiresAt) > now ? capacity : null;
  return (
    <>
      <p className="kern-body">
        {held === null ? m.own_centre_capacity_unknown() : m.own_centre_capacity_now({ level: labelOf(CAPACITY_LABELS, held.level), until: toDateTime(held.expiresAt) })}
      </p>
      {onNote === undefined ? null : (
        <div className="form">
          <SelectField
            name="capacityDays"
            label={m.own_centre_capacity_days()}
            hint={m.own_centre_capacity_how()}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            options={DAYS.map((count) => ({ value: String(count), label: m.own_centre_capacity_day({ count }) }))}
          />
          <div className="capacity" role="group" aria-label={m.own_centre_capacity()}>
            {CAPACITY_LEVELS.map((level) => (
              <Button key={level} icon={ICONS[level]} aria-pressed={held?.level === level} onClick={() => onNote(level, Number(days))}>
                {CAPACITY_LABELS[level]()}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

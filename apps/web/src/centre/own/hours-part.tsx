import { lazy, Suspense, useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import type { OwnCentre, OwnHours } from '../../shared/api/views';
import { Button } from '../../shared/kern/button';
import { Facts } from '../../shared/kern/facts';
import { Loading } from '../../shared/kern/loading';
import { toDay } from '../../shared/time/format';
import { dailyWords, timesOf, WEEKDAYS, weekdayName } from './own-centre-words';

const HoursForm = lazy(() => import('./hours.form').then((file) => ({ default: file.HoursForm })));

function Week({ hours }: { readonly hours: OwnHours }) {
  return (
    <>
      <Facts facts={WEEKDAYS.map((weekday) => ({ name: weekdayName(weekday), value: timesOf(hours, weekday) }))} />
      <p className="kern-body">{dailyWords(hours)}</p>
    </>
  );
}

export interface HoursPartProps {
  readonly centre: OwnCentre;
  /** Absent: they are only read. */
  readonly onSaved?: (fresh: OwnCentre, validFrom: string) => void;
}

/** The week that holds now, those that come, and for a lead the form that changes them. */
export function HoursPart({ centre, onSaved }: HoursPartProps) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      {centre.hours.version === 1 ? null : <p className="kern-body muted">{m.own_centre_hours_since({ day: toDay(centre.hours.validFrom) })}</p>}
      <Week hours={centre.hours} />
      {centre.comingHours.map((hours) => (
        <div key={hours.version}>
          <h3 className="kern-heading-small">{m.own_centre_hours_from({ day: toDay(hours.validFrom) })}</h3>
          <Week hours={hours} />
        </div>
      ))}
      {onSaved === undefined ? null : editing ? (
        <Suspense fallback={<Loading />}>
          <HoursForm
            centre={centre}
            onLeave={() => setEditing(false)}
            onSaved={(fresh, validFrom) => {
              setEditing(false);
              onSaved(fresh, validFrom);
            }}
          />
        </Suspense>
      ) : (
        <div className="form__actions">
          <Button onClick={() => setEditing(true)}>{m.own_centre_hours_change()}</Button>
        </div>
      )}
    </>
  );
}

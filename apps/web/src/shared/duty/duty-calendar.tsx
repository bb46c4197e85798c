import { m } from '../../generated/messages/messages.js';
import type { DutyView } from '../api/views';
import { Icon } from '../kern/icon';
import { toDay, toDue, toShortDateTime } from '../time/format';
import { useNow } from '../time/now';
import { weeksOf, type DutyDay, type DutySpan, type DutyWeek } from './duty-weeks';

const WEEKS = 4;
const spanWords = ({ startsAt, endsAt }: DutySpan) => ({ from: toShortDateTime(startsAt), until: toDue(endsAt) });

function Weekend({ weekend }: Pick<DutyWeek, 'weekend'>) {
  return (
    <>
      {weekend.names.length === 0 ? null : <p>{m.calendar_weekend({ names: weekend.names.join(', ') })}</p>}
      {weekend.open.map((gap) => (
        <p key={gap.startsAt} className="duty-week__gap">
          <Icon name="warning" />
          {weekend.names.length === 0 ? m.calendar_weekend_nobody(spanWords(gap)) : m.calendar_weekend_gap(spanWords(gap))}
        </p>
      ))}
    </>
  );
}

function Day({ day }: { readonly day: DutyDay }) {
  return (
    <li>
      <strong>{toDay(day.day)}</strong>
      {day.duties.map((duty) => (
        <span key={`${duty.person.name} ${duty.startsAt}`}>{m.calendar_on_call({ name: duty.person.name, ...spanWords(duty) })}</span>
      ))}
      {day.gaps.map((gap) => (
        <span key={gap.startsAt} className="duty-week__gap">
          <Icon name="warning" />
          {m.calendar_gap(spanWords(gap))}
        </span>
      ))}
    </li>
  );
}

/** Who is on call, week by week, in words that also fit a phone: the weekend first, then each day on which there is something to say. */
export function DutyCalendar({ duty }: { readonly duty: Pick<DutyView, 'onCall' | 'uncovered'> }) {
  const weeks = weeksOf(duty.onCall, duty.uncovered, useNow(), WEEKS);
  return (
    <ol className="duty-weeks kern-body">
      {weeks.map((week) => {
        const days = week.days.filter(({ duties, gaps }) => duties.length + gaps.length > 0);
        return (
          <li key={week.monday}>
            <h3 className="duty-week__title">{m.calendar_week({ day: toDay(week.monday) })}</h3>
            <Weekend weekend={week.weekend} />
            {days.length === 0 ? null : (
              <ul>
                {days.map((day) => (
                  <Day key={day.day} day={day} />
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { windowFaults, type OpeningWindow } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request } from '../../shared/api/http';
import type { OwnCentre, OwnHours } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { CheckField } from '../../shared/kern/check-field';
import { DateTime } from '../../shared/kern/date-time';
import { ErrorSummary, type SummaryEntry } from '../../shared/kern/error-summary';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../../shared/referral/send-event';
import { toLocalDay } from '../../shared/time/format';
import { useTime } from '../../shared/time/now';
import { ownCentreQuery } from './own-centre-queries';
import { dailyWords, faultWords, timesOf, WEEKDAYS, weekdayName } from './own-centre-words';
import { WeekFields } from './week-fields';

const newestOf = ({ hours, comingHours }: OwnCentre): OwnHours => comingHours.at(-1) ?? hours;

/** A time field knows no 24:00; the end of the day is entered as 00:00. */
const toField = ({ weekday, opens, closes }: OpeningWindow): OpeningWindow => ({ weekday, opens, closes: closes === '24:00' ? '00:00' : closes });
const fromField = ({ weekday, opens, closes }: OpeningWindow): OpeningWindow => ({ weekday, opens, closes: closes === '00:00' ? '24:00' : closes });

function faultsOf(windows: readonly OpeningWindow[]): readonly SummaryEntry[] {
  if (windows.length === 0) return [{ name: 'windows', message: m.own_centre_error_windows() }];
  return windowFaults(windows).map(({ index, field, code }) => {
    const words = { malformed: m.own_centre_error_time, same_time: m.own_centre_error_same_time, overlap: m.own_centre_error_window_overlap }[code];
    return { name: `windows.${index}.${field}`, message: words({ day: weekdayName(windows[index]?.weekday ?? 1) }) };
  });
}

/** What somebody else has changed while the form was open, day by day. */
function ChangedMeanwhile({ before, now }: { readonly before: OwnHours; readonly now: OwnHours }) {
  const days = WEEKDAYS.filter((weekday) => timesOf(before, weekday) !== timesOf(now, weekday));
  const daily = before.dailyService !== now.dailyService;
  return (
    <Alert kind="warning" title={m.own_centre_stale_title()} takesFocus>
      {days.map((weekday) => (
        <p key={weekday}>{m.own_centre_stale_day({ day: weekdayName(weekday), now: timesOf(now, weekday), before: timesOf(before, weekday) })}</p>
      ))}
      {daily ? <p>{dailyWords(now)}</p> : null}
      {days.length === 0 && !daily ? <p>{m.own_centre_stale_nothing()}</p> : null}
      <p>{m.own_centre_stale_text()}</p>
    </Alert>
  );
}

export interface HoursFormProps {
  readonly centre: OwnCentre;
  readonly onSaved: (fresh: OwnCentre, validFrom: string) => void;
  readonly onLeave: () => void;
}

/** Sends new hours against the entry as it was when the form was opened; after a conflict against the one that is shown as changed. */
function useHours({ centre, onSaved }: HoursFormProps) {
  const client = useQueryClient();
  const { source } = useTime();
  // Held while the form is open: the entry behind it is read again every half minute.
  const [base, setBase] = useState(centre);
  const [stale, setStale] = useState<{ readonly before: OwnHours; readonly now: OwnHours } | null>(null);
  const [windows, setWindows] = useState<readonly OpeningWindow[]>(() => newestOf(centre).windows.map(toField));
  const [dailyService, setDailyService] = useState(newestOf(centre).dailyService);
  const [validFrom, setValidFrom] = useState(() => [toLocalDay(source()), newestOf(centre).validFrom].sort().at(-1) ?? '');
  const [errors, setErrors] = useState<readonly SummaryEntry[]>([]);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const [attempts, setAttempts] = useState(0);
  const met = async (error: unknown): Promise<void> => {
    if (error instanceof ApiProblem && error.status === 412) {
      const fresh = await client.fetchQuery({ ...ownCentreQuery, staleTime: 0 });
      setStale({ before: newestOf(base), now: newestOf(fresh) });
      return setBase(fresh);
    }
    if (error instanceof ApiProblem && error.status === 422) {
      return setErrors(error.errors.map(({ pointer, code }) => ({ name: pointer.slice(1).replaceAll('/', '.'), message: faultWords(code) })));
    }
    setOutcome(toOutcome(error));
  };
  const send = async (): Promise<void> => {
    setOutcome(null);
    setStale(null);
    const plain = windows.map(fromField);
    const faults = [...faultsOf(plain), ...(validFrom === '' ? [{ name: 'validFrom', message: m.own_centre_error_from() }] : [])];
    setErrors(faults);
    if (faults.length === 0) {
      await request('PUT', '/own-centre/hours', { version: base.version, body: { windows: [...plain], dailyService, validFrom } }).then(
        (fresh) => onSaved(fresh, validFrom),
        met,
      );
    }
    setAttempts((count) => count + 1);
  };
  return { stale, outcome, attempts, errors, windows, setWindows, dailyService, setDailyService, validFrom, setValidFrom, send };
}

/** The week as fields, from which day it holds, and what somebody else changed meanwhile. What was typed stays until it is saved. */
export function HoursForm(props: HoursFormProps) {
  const { stale, outcome, attempts, errors, windows, setWindows, dailyService, setDailyService, validFrom, setValidFrom, send } = useHours(props);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      <ErrorSummary entries={errors} attempt={attempts} />
      <OutcomeAlert outcome={outcome} />
      {stale === null ? null : <ChangedMeanwhile {...stale} />}
      <WeekFields windows={windows} errors={errors} onChange={setWindows} />
      <CheckField name="dailyService" label={m.own_centre_hours_daily_check()} checked={dailyService} onChange={(event) => setDailyService(event.currentTarget.checked)} />
      <DateTime
        of="day"
        name="validFrom"
        label={m.own_centre_hours_valid_from()}
        value={validFrom}
        onChange={(event) => setValidFrom(event.currentTarget.value)}
        error={errors.find(({ name }) => name === 'validFrom')?.message}
      />
      <div className="form__actions">
        <Button look="primary" type="submit">
          {m.own_centre_hours_save()}
        </Button>
        <Button onClick={props.onLeave}>{m.own_centre_hours_leave()}</Button>
      </div>
    </form>
  );
}

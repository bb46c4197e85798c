import { m } from '../../generated/messages/messages.js';
import { toHours } from '../../shared/charts/chart-words';
import { CheckField, FieldGroup } from '../../shared/kern/check-field';
import { SelectField } from '../../shared/kern/field';
import { toNumber } from '../../shared/time/format';
import type { Question } from './what-if-queries';
import { minutesWords } from './what-if-words';

const DAYS = [90, 180, 365];
const WORKLOADS = [30, 45, 60, 90, 120, 180];
const REROUTES = [1, 2, 4, 8, 12, 24];
const MORE = [1, 2, 3, 4, 5];
const MEASURES = [7, 14, 20, 28];
const HOURS = Array.from({ length: 18 }, (_, at) => `${String(at + 6).padStart(2, '0')}:00`);

/** What is chosen on the page: as the fields hold it. Empty: as it was. */
export interface Choices {
  readonly weekend: boolean;
  readonly opens: string;
  readonly closes: string;
  readonly reroute: string;
  readonly more: string;
  readonly measure: string;
  readonly days: string;
  readonly workload: string;
}

/** Somebody at the weekend is what is asked for most. The workload is the one that the API documents. */
export const AT_FIRST: Choices = { weekend: true, opens: '10:00', closes: '16:00', reroute: '', more: '', measure: '', days: '365', workload: '60' };

/** What is asked; null: the weekend would end before it begins. */
export function questionOf({ weekend, opens, closes, reroute, more, measure, days, workload }: Choices): Question | null {
  if (weekend && closes <= opens) return null;
  return {
    days: Number(days),
    workloadMinutes: Number(workload),
    ...(weekend ? { weekendCover: { opens, closes } } : {}),
    ...(reroute === '' ? {} : { rerouteAfterHours: Number(reroute) }),
    ...(more === '' ? {} : { moreCounsellors: Number(more) }),
    ...(measure === '' ? {} : { measureDays: Number(measure) }),
  };
}

type Chosen = Exclude<keyof Choices, 'weekend'>;

/** The fields of what may be different, and over which referrals it is asked. */
export function Suppositions({ choices, onChoose }: { readonly choices: Choices; readonly onChoose: (choices: Choices) => void }) {
  const { weekend } = choices;
  const field = (name: Chosen) => ({ name: `what-if.${name}`, value: choices[name], onChange: (event: { readonly target: { readonly value: string } }) => onChoose({ ...choices, [name]: event.target.value }) });
  const options = (values: readonly number[], words: (value: number) => string) => values.map((value) => ({ value: String(value), label: words(value) }));
  const asNow = { value: '', label: m.what_if_as_recorded() };
  const hours = HOURS.map((value) => ({ value, label: value }));
  return (
    <FieldGroup name="what-if" legend={m.what_if_suppose()}>
      <div className="what-if__weekend">
        <CheckField name="what-if.weekend" label={m.what_if_weekend()} checked={weekend} onChange={(event) => onChoose({ ...choices, weekend: event.target.checked })} />
        {weekend ? (
          <>
            <SelectField {...field('opens')} label={m.own_centre_hours_opens()} options={hours} />
            <SelectField {...field('closes')} label={m.own_centre_hours_closes()} options={hours} error={choices.closes <= choices.opens ? m.what_if_weekend_error() : undefined} />
          </>
        ) : null}
      </div>
      <div className="what-if__fields">
        <SelectField {...field('more')} label={m.what_if_more()} options={[asNow, ...options(MORE, (value) => `+ ${toNumber(value)}`)]} />
        <SelectField {...field('reroute')} label={m.what_if_reroute()} options={[asNow, ...options(REROUTES, (value) => m.what_if_after({ hours: toHours(value) }))]} />
        <SelectField {...field('measure')} label={m.what_if_measure()} options={[asNow, ...options(MEASURES, toNumber)]} />
        <SelectField {...field('days')} label={m.turnaround_period()} options={options(DAYS, (value) => m.what_if_last_days({ days: toNumber(value) }))} />
        <SelectField {...field('workload')} label={m.what_if_workload()} options={options(WORKLOADS, minutesWords)} />
      </div>
    </FieldGroup>
  );
}

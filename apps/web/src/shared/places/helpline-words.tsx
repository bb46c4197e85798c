import { m } from '../../generated/messages/messages.js';
import { getLocale } from '../../generated/messages/runtime.js';
import type { Schemas } from '../api/contract';

type Helpline = Schemas['HelplineView'];

/** "Mo" for 1; the first of January 2024 was a Monday. */
const weekday = (day: number): string => new Intl.DateTimeFormat(getLocale(), { timeZone: 'UTC', weekday: 'short' }).format(Date.UTC(2024, 0, day));
const daysOf = ({ from, to }: Helpline['hours'][number]): string => (from === to ? weekday(from) : `${weekday(from)}–${weekday(to)}`);

/** Name, number, hours and where they were seen. */
export function HelplineWords({ helpline: { name, phone, hours, source, hoursSource } }: { readonly helpline: Helpline }) {
  return (
    <>
      <p className="kern-body">
        <strong>{name}</strong>, <a className="kern-link kern-link--no-visited-state" href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
      </p>
      <p className="kern-body">{hours.length === 0 ? m.helpline_always() : hours.map((window) => m.helpline_hours({ days: daysOf(window), opens: window.opens, closes: window.closes })).join('; ')}</p>
      <p className="kern-body muted">{m.helpline_source({ source, hoursSource })}</p>
    </>
  );
}

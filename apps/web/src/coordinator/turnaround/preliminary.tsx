import { m } from '../../generated/messages/messages.js';
import { toDay } from '../../shared/time/format';
import { settlesOn } from './periods';

/** What is not told of a period yet, and from when on it is. */
export function Preliminary({ period }: { readonly period: string }) {
  return <p className="kern-body">{m.turnaround_preliminary({ day: toDay(settlesOn(period)) })}</p>;
}

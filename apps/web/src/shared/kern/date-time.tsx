import type { ComponentProps } from 'react';
import { TextField } from './field';

export interface DateTimeProps extends Omit<ComponentProps<typeof TextField>, 'type'> {
  /** A day alone, or a day with the time on the wall in Europe/Berlin. */
  readonly of: 'day' | 'instant';
}

/** A day, or a day with its time, by the browser's own control: its value is 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:MM', and no memory is kept. */
export const DateTime = ({ of, ...field }: DateTimeProps) => <TextField {...field} type={of === 'day' ? 'date' : 'datetime-local'} />;

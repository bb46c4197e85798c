import { EntitySchema } from 'typeorm';
import { day, flag, integer, json, text } from './columns.js';

/** The legal lengths of a measure. */
export interface RuleSetRow {
  readonly version: string;
  readonly valid_from: string;
  readonly base_days: number;
  readonly extension_days: number;
  readonly legal_reference: string;
  readonly active: boolean;
  /** By clock; the domain knows the form. */
  readonly warnings: unknown;
}

export const RuleSetEntity = new EntitySchema<RuleSetRow>({
  name: 'rule_set',
  columns: {
    version: { ...text, primary: true },
    valid_from: day,
    base_days: integer,
    extension_days: integer,
    legal_reference: text,
    active: flag,
    warnings: { ...json, comment: 'When the clocks of the measure warn, by clock.' },
  },
  checks: [
    { name: 'rule_set_base_days_check', expression: '((base_days > 0))' },
    { name: 'rule_set_extension_days_check', expression: '((extension_days > 0))' },
  ],
});

/** One version of the holiday calendar. */
export interface CalendarRow {
  readonly version: string;
  readonly region: string;
  readonly first_day: string;
  readonly last_day: string;
}

export const CalendarEntity = new EntitySchema<CalendarRow>({
  name: 'calendar',
  columns: {
    version: { ...text, primary: true },
    region: text,
    first_day: day,
    last_day: day,
  },
});

/** A public holiday. */
export interface CalendarDayRow {
  readonly calendar_version: string;
  readonly day: string;
  readonly name: string;
}

export const CalendarDayEntity = new EntitySchema<CalendarDayRow>({
  name: 'calendar_day',
  columns: {
    calendar_version: { ...text, primary: true },
    day: { ...day, primary: true },
    name: text,
  },
  foreignKeys: [
    {
      name: 'calendar_day_calendar_version_fkey',
      target: 'calendar',
      columnNames: ['calendar_version'],
      referencedColumnNames: ['version'],
    },
  ],
});

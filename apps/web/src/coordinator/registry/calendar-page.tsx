import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Badge } from '../../shared/kern/badge';
import { Button } from '../../shared/kern/button';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { SelectField } from '../../shared/kern/field';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { toDay, toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { HolidayForm } from './holiday.form';
import { RegistryHead, Waiting } from './registry-head';
import { calendarQuery, type Holiday, type HolidayCalendar } from './registry-queries';

const columnsOf = (removed: readonly string[], onToggle: (day: string) => void): readonly Column<Holiday>[] => [
  { key: 'day', header: m.registry_column_day(), rowHeader: true, cell: ({ day }) => toDay(day) },
  {
    key: 'name',
    header: m.registry_column_name(),
    cell: ({ day, name }) => (
      <span className="row">
        {name} {removed.includes(day) ? <Badge kind="warning">{m.registry_holiday_goes()}</Badge> : null}
      </span>
    ),
  },
  {
    key: 'action',
    header: m.column_action(),
    cell: ({ day, name }) => (
      <Button aria-label={removed.includes(day) ? m.registry_holiday_keep_label({ name, day: toDay(day) }) : m.registry_holiday_remove_label({ name, day: toDay(day) })} onClick={() => onToggle(day)}>
        {removed.includes(day) ? m.registry_holiday_keep() : m.registry_holiday_remove()}
      </Button>
    ),
  },
];

function Year({ calendar }: { readonly calendar: HolidayCalendar }) {
  const thisYear = Number(toLocalDay(useNow()).slice(0, 4));
  const years = Array.from({ length: calendar.to - calendar.from + 1 }, (_, index) => calendar.from + index);
  const [year, setYear] = useState(Math.min(Math.max(thisYear, calendar.from), calendar.to));
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const rows = calendar.holidays.filter(({ day }) => day.startsWith(String(year)));
  const toggle = (day: string): void => setRemoved(removed.includes(day) ? removed.filter((each) => each !== day) : [...removed, day]);
  return (
    <>
      <div className="form">
        <SelectField name="year" label={m.registry_year()} value={String(year)} onChange={(event) => setYear(Number(event.target.value))} options={years.map((each) => ({ value: String(each), label: String(each) }))} />
      </div>
      {rows.length === 0 ? <p className="kern-body">{m.registry_holidays_none()}</p> : <DataTable caption={m.registry_holidays_of({ year })} columns={columnsOf(removed, toggle)} rows={rows} keyOf={({ day }) => day} />}
      <Section id="holidays" title={m.registry_holidays_change()}>
          <HolidayForm calendar={calendar} removed={removed} />
      </Section>
    </>
  );
}

/** The public holidays by which clocks count, year by year. */
export const CalendarPage = localised(function CalendarPage() {
  const query = useQuery(calendarQuery);
  return (
    <div className="page">
      <RegistryHead title={m.registry_nav_calendar()} lead={m.registry_calendar_lead()} />
      <Waiting query={query} />
      {query.data === undefined ? null : <Year calendar={query.data} />}
    </div>
  );
});

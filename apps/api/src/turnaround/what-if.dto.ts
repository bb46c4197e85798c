import { Nested, Text, Whole } from '../http/fields.js';

export class WeekendCoverDto {
  @Text({ max: 5, pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }) opens: string;
  @Text({ max: 5, pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, description: 'At or before `opens`: on the next day.' }) closes: string;
}

/** What is to be different; nothing given: as recorded. */
export class WhatIfDto {
  @Whole({ min: 90, max: 365, optional: true, description: 'Referrals of so many days before now; 365, if absent.' }) days?: number | null;
  @Whole({ min: 5, max: 480, optional: true, description: 'How much of a counsellor\'s open time one takes; an assumption of 60 minutes, if absent.' }) workloadMinutes?: number | null;
  @Nested(() => WeekendCoverDto, { optional: true, description: 'Open on Saturdays and Sundays too.' }) weekendCover?: WeekendCoverDto | null;
  @Whole({ min: 1, max: 72, optional: true, description: 'What has no answer after so many hours goes to another centre.' }) rerouteAfterHours?: number | null;
  @Whole({ min: 1, max: 10, optional: true, description: 'So many counsellors more.' }) moreCounsellors?: number | null;
  @Whole({ min: 5, max: 28, optional: true, description: 'Days of a protection measure.' }) measureDays?: number | null;
}

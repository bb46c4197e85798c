import { Instant, Nested, Text } from '../http/fields.js';

export class CalendarFeedView {
  @Instant({ description: 'An address made before answers nobody any more.' }) createdAt: Date;
}

export class OwnCalendarFeedView {
  @Nested(() => CalendarFeedView, { optional: true, description: 'Null: there is no address.' }) feed: CalendarFeedView | null;
}

export class NewCalendarFeedView extends CalendarFeedView {
  @Text({ max: 300, description: 'The secret address; told once, here.' }) address: string;
}

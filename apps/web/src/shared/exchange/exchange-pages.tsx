// One file for the pages of this area, so that they share what they bring along.
export { ExchangePage } from './exchange-page';
export { MeetingPage } from './meeting-page';

// The door of the chain of expelled persons: work with perpetrators, apart from the chain of endangered persons.
export { ExpelledReferrals, type ExpelledContact, type ExpelledConsent, type ExpelledStep, type NewExpelledReferral } from './expelled-referrals.js';
export { ExpelledQueries, type ExpelledHistoryEntry, type ExpelledLine, type ExpelledWhole } from './expelled.queries.js';
export { ExpelledClock } from './expelled-clock.js';
export { ExpelledContactRefused, ExpelledNotFound, ExpelledOvertaken, ExpelledRefused } from './expelled-refused.js';

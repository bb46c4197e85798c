export * from './bell.js';
export * from './consumers.js';
export * from './dead-letter.js';
export * from './job-error.js';
export * from './job-map.js';
export * from './job-queue.js';
export * from './migrate-queue.js';
export { QUEUE_SCHEMA } from './queue-connection.js';

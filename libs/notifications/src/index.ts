export * from './mail-texts.js';
export * from './mail-fault.js';
export * from './mailer.js';
export * from './notification.service.js';
export { OutboxStore } from './outbox.store.js';

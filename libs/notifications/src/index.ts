export * from './mail-texts.js';
export * from './mail-fault.js';
export * from './mailer.js';
export * from './notification.service.js';

export * from './new-referral.js';
export * from './referral-errors.js';
export * from './referral.service.js';
export * from './referral.queries.js';
export * from './contact-reader.js';
export * from './contact-vault.js';
export * from './clock.service.js';

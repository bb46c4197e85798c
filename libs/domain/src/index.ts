export * from './organisation/organisation.js';
export * from './referral/state.js';
export * from './referral/event.js';
export * from './referral/codes.js';
export * from './referral/refusal.js';
export * from './referral/facts.js';
export * from './referral/effect.js';

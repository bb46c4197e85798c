export { appendAudit, type NewAuditEvent } from './append-audit.js';
export { canonicalText, genesisHash, hashOf, type AuditEvent } from './audit-event.js';
export { AuditReader, type AuditFilter, type AuditPage } from './audit-reader.js';
export { sealAudit } from './seal-audit.js';
export { sealHash, type AuditSeal } from './seal.js';
export { merkleRoot, type Leaf } from './merkle.js';
export { verifyChain, type Break, type BreakReason, type ChainHead } from './verify-chain.js';
export { verifyAudit, type AuditVerdict } from './verify-audit.js';
export type { PublishedSeal } from './verify-seals.js';

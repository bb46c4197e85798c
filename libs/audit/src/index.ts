export { appendAudit, type AuditRecord } from './append-audit.js';

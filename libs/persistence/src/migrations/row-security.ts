/** The organisation for which the current transaction acts; null outside the tenant transaction, so every policy then answers no row. */
export const ACTING_ORGANISATION = `nullif(current_setting('app.organisation_id', true), '')::uuid`;

/** The person who acts; read by the policies of sealed referrals. */
export const ACTING_USER = `nullif(current_setting('app.user_id', true), '')::uuid`;

/** Turns row-level security on for everybody, the owner included (without FORCE the owner would read every tenant's rows). */
export const forceRowSecurity = (table: string): string =>
  `alter table ${table} enable row level security; alter table ${table} force row level security;`;

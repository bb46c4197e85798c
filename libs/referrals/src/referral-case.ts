import type { Attempt, AttemptResult, Channel, Consent, ConsentForm, ConsentScope, FieldGroup } from '#domain';
import type { AssignmentRow, AttemptRow, ClockRow, ConsentRow, ProtectionMeasureRow, RecallRow, ReferralRow, ReferralStore } from '#persistence';
import type { EntityManager } from 'typeorm';
import type { SealedContact } from './contact-vault.js';

/** A referral with everything that a decision about it may depend on, as the acting organisation sees it. */
export interface ReferralCase {
  readonly row: ReferralRow;
  readonly clocks: readonly ClockRow[];
  readonly attempts: readonly Attempt[];
  readonly consent: Consent | null;
  readonly measure: ProtectionMeasureRow | null;
  /** The one that has not ended. */
  readonly assignment: AssignmentRow | null;
  /** The centre whose assignment ended last; while declined it may hold the last key to what the person told. */
  readonly formerCentreId: string | null;
  readonly recall: RecallRow | null;
  readonly contacts: readonly SealedContact[];
}

/** Loads a referral within the tenant's transaction; null when it is unknown to the acting organisation. */
export async function loadCase(store: ReferralStore, tx: EntityManager, referralId: string): Promise<ReferralCase | null> {
  const row = await store.find(tx, referralId);
  if (row === null) return null;
  const [clocks, attempts, consents, measures, assignments, recalls, contacts] = [
    await store.clocks(tx, referralId),
    await store.attempts(tx, referralId),
    await store.consents(tx, referralId),
    await store.measures(tx, referralId),
    await store.assignments(tx, referralId),
    await store.recalls(tx, referralId),
    await store.contacts(tx, referralId),
  ];
  return {
    row,
    clocks,
    attempts: attempts.map(toAttempt),
    consent: newest(consents, toConsent),
    measure: newest(measures, (measure) => measure),
    assignment: assignments.find((assignment) => assignment.ended_at === null) ?? null,
    formerCentreId: assignments.findLast((assignment) => assignment.ended_at !== null)?.centre_id ?? null,
    recall: recalls.find((recall) => recall.answered_at === null) ?? null,
    contacts,
  };
}

function newest<R extends { readonly version: number }, T>(rows: readonly R[], convert: (row: R) => T): T | null {
  const last = [...rows].sort((a, b) => b.version - a.version)[0];
  return last === undefined ? null : convert(last);
}

export function toAttempt(row: AttemptRow): Attempt {
  return { at: row.attempted_at, channel: row.channel as Channel, result: row.result as AttemptResult, contactVersion: row.contact_version };
}

export function toConsent(row: ConsentRow): Consent {
  return {
    version: row.version,
    scope: row.scope as ConsentScope,
    groups: row.field_groups as readonly FieldGroup[],
    form: row.form as ConsentForm,
    givenAt: row.given_at,
    explainedIn: row.explained_in,
    interpreterPresent: row.interpreter_present,
    namedCentreId: row.named_centre_id,
    withdrawnAt: row.withdrawn_at,
  };
}

/** A sealed version of contact data, as stored. */
export interface ContactRow {
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly version: number;
  readonly compartment: 'shared' | 'centre';
  /** The envelope of `#keystore`. */
  readonly ciphertext: Buffer;
  readonly recorded_by: string;
  readonly recorded_by_organisation_id: string;
  readonly recorded_at: Date;
}

/** One entry of a referral's history. */
export interface ReferralEventRow {
  readonly id: number;
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly event: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly version: number;
  readonly side: 'police' | 'centre' | 'both';
  readonly actor_id: string | null;
  readonly role: string;
  readonly organisation_id: string | null;
  readonly happened_at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

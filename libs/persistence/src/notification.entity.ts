/** In-app message and mail order in one: a reference and codes, never a person. */
export interface NotificationRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly role: string;
  readonly template: string;
  readonly referral_id: string | null;
  readonly reference: string | null;
  readonly clock_id: string | null;
  readonly clock_kind: string | null;
  readonly rung: string | null;
  readonly responsible_organisation_id: string | null;
  readonly created_at: Date;
  readonly state: 'pending' | 'sent' | 'settled' | 'dead';
  readonly tries: number;
  readonly next_try_at: Date;
  readonly error_code: string | null;
  readonly sent_at: Date | null;
  readonly settled_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
}

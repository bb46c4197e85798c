import { EntitySchema } from 'typeorm';
import { bigint, day, flag, instant, text, uuid } from './columns.js';

/** What the turnaround knew of a referral, and from when until when it knew that. */
export interface TurnaroundFactRow {
  readonly referral_id: string;
  readonly recorded_from: Date;
  /** Null: it is what is known today. */
  readonly recorded_until: Date | null;
  readonly district_ags: string;
  readonly police_authority_id: string;
  readonly centre_id: string | null;
  readonly submitted_at: Date;
  readonly consent_at: Date | null;
  readonly answered_at: Date | null;
  readonly declined_at: Date | null;
  readonly decline_reason: string | null;
  readonly rerouted_at: Date | null;
  readonly first_attempt_at: Date | null;
  readonly reached_at: Date | null;
  readonly reached_result: string | null;
  readonly measure_until: string | null;
  readonly closed_at: Date | null;
  readonly outcome: string | null;
  readonly withdrawn: boolean;
}

/** A referral whose history has grown since its facts were written. */
export interface TurnaroundQueueRow {
  readonly id: number;
  readonly referral_id: string;
}

/** What a publication is about: the figures of a period, the paths of its referrals, or what would have been under another policy. */
export type PublicationSubject = 'turnaround' | 'paths' | 'what_if';

/** What was published: text, so that the same question gives the same bytes for ever. */
export interface PublicationRow {
  readonly as_of: string;
  readonly period: string;
  readonly subject: PublicationSubject;
  readonly body: string;
  readonly sha256: string;
  readonly published_at: Date;
}

const instantOrNull = { ...instant, nullable: true } as const;
const textOrNull = { ...text, nullable: true } as const;

export const TurnaroundFactEntity = new EntitySchema<TurnaroundFactRow>({
  name: 'turnaround_fact',
  columns: {
    referral_id: { ...uuid, primary: true },
    recorded_from: { ...instant, primary: true },
    recorded_until: instantOrNull,
    district_ags: text,
    police_authority_id: uuid,
    centre_id: { ...uuid, nullable: true },
    submitted_at: instant,
    consent_at: instantOrNull,
    answered_at: instantOrNull,
    declined_at: instantOrNull,
    decline_reason: textOrNull,
    rerouted_at: instantOrNull,
    first_attempt_at: instantOrNull,
    reached_at: instantOrNull,
    reached_result: textOrNull,
    measure_until: { ...day, nullable: true },
    closed_at: instantOrNull,
    outcome: textOrNull,
    withdrawn: flag,
  },
  foreignKeys: [
    { name: 'turnaround_fact_district_ags_fkey', target: 'district', columnNames: ['district_ags'], referencedColumnNames: ['ags'] },
    {
      name: 'turnaround_fact_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
  ],
  checks: [{ name: 'turnaround_fact_check', expression: '((recorded_from < recorded_until))' }],
  indices: [
    { name: 'turnaround_fact_submitted', columns: ['submitted_at'] },
    { name: 'turnaround_fact_of_police', columns: ['police_authority_id', 'submitted_at'] },
    { name: 'turnaround_fact_of_centre', columns: ['centre_id', 'submitted_at'] },
  ],
});

export const TurnaroundQueueEntity = new EntitySchema<TurnaroundQueueRow>({
  name: 'turnaround_queue',
  columns: { id: { ...bigint, primary: true, generated: 'increment' }, referral_id: uuid },
});

export const PublicationEntity = new EntitySchema<PublicationRow>({
  name: 'publication',
  schema: 'stats',
  columns: { as_of: { ...day, primary: true }, period: { ...text, primary: true }, subject: { ...text, primary: true }, body: text, sha256: text, published_at: instant },
  checks: [
    { name: 'publication_period_check', expression: "((period ~ '^20[0-9]{2}(-Q[1-4])?$'::text))" },
    { name: 'publication_subject_check', expression: "((subject = ANY (ARRAY['turnaround'::text, 'paths'::text, 'what_if'::text])))" },
    { name: 'publication_sha256_check', expression: "((sha256 ~ '^[0-9a-f]{64}$'::text))" },
    { name: 'publication_as_of_check', expression: '((EXTRACT(day FROM as_of) = (1)::numeric))' },
  ],
});

import { EntitySchema } from 'typeorm';
import { day, instant, json, text, texts, uuid } from './columns.js';

/** A centre as the routing saw it on a day, or a calendar; instants as text. */
export interface RoutingPartRow {
  readonly hash: string;
  readonly content: unknown;
}

/** The parts from which a routing was answered. */
export interface RoutingBasisRow {
  readonly hash: string;
  readonly parts: readonly string[];
}

/** Why a centre was chosen, or that there was none. */
export interface RoutingDecisionRow {
  readonly id: string;
  readonly referral_id: string;
  readonly police_authority_id: string;
  readonly event: string;
  readonly decided_at: Date;
  readonly question: unknown;
  readonly basis: string;
  readonly chosen_centre_id: string | null;
  readonly answer: unknown;
}

/** A day on which nobody could be proposed and the coordinators were told. */
export interface RoutingGapRow {
  readonly ags: string;
  readonly target_group: string;
  readonly gap_on: string;
}

export const RoutingPartEntity = new EntitySchema<RoutingPartRow>({
  name: 'routing_part',
  columns: { hash: { ...text, primary: true }, content: json },
});

export const RoutingBasisEntity = new EntitySchema<RoutingBasisRow>({
  name: 'routing_basis',
  columns: { hash: { ...text, primary: true }, parts: texts },
});

export const RoutingDecisionEntity = new EntitySchema<RoutingDecisionRow>({
  name: 'routing_decision',
  columns: {
    id: { ...uuid, primary: true },
    referral_id: uuid,
    police_authority_id: uuid,
    event: text,
    decided_at: instant,
    question: json,
    basis: text,
    chosen_centre_id: { ...uuid, nullable: true },
    answer: json,
  },
  checks: [
    { name: 'routing_decision_event_check', expression: "((event = ANY (ARRAY['submit'::text, 'reassign'::text, 'forward'::text, 'correct'::text])))" },
  ],
  indices: [
    { name: 'routing_decision_of_referral', columns: ['referral_id', 'decided_at'] },
    { name: 'routing_decision_by_time', columns: ['decided_at', 'id'] },
  ],
  foreignKeys: [
    { name: 'routing_decision_basis_fkey', target: 'routing_basis', columnNames: ['basis'], referencedColumnNames: ['hash'] },
    { name: 'routing_decision_chosen_centre_id_fkey', target: 'organisation', columnNames: ['chosen_centre_id'], referencedColumnNames: ['id'] },
    {
      name: 'routing_decision_police_authority_id_referral_id_fkey',
      target: 'referral',
      columnNames: ['police_authority_id', 'referral_id'],
      referencedColumnNames: ['police_authority_id', 'id'],
    },
  ],
});

export const RoutingGapEntity = new EntitySchema<RoutingGapRow>({
  name: 'routing_gap',
  columns: { ags: { ...text, primary: true }, target_group: { ...text, primary: true }, gap_on: { ...day, primary: true } },
  foreignKeys: [{ name: 'routing_gap_ags_fkey', target: 'municipality', columnNames: ['ags'], referencedColumnNames: ['ags'] }],
});

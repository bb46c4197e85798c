import { EntitySchema } from 'typeorm';
import { day, flag, instant, json, text, uuid } from './columns.js';

/** A centre is closed on these days, both included; another may stand in. */
export interface ClosureRow {
  readonly id: string;
  readonly centre_id: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly reason: string;
  readonly cover_centre_id: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string | null;
  readonly cancelled_at: Date | null;
}

const ofOrganisation = (table: string, column: string) => ({
  name: `${table}_${column}_fkey`, target: 'organisation', columnNames: [column], referencedColumnNames: ['id'],
});

export const ClosureEntity = new EntitySchema<ClosureRow>({
  name: 'closure',
  columns: {
    id: { ...uuid, primary: true },
    centre_id: uuid,
    first_day: day,
    last_day: day,
    reason: text,
    cover_centre_id: { ...uuid, nullable: true },
    recorded_at: { ...instant, default: () => 'now()' },
    recorded_by: { ...uuid, nullable: true },
    cancelled_at: { ...instant, nullable: true },
  },
  checks: [
    { name: 'closure_reason_check', expression: '(((length(reason) >= 3) AND (length(reason) <= 200)))' },
    { name: 'closure_check', expression: '((first_day <= last_day))' },
    { name: 'closure_check1', expression: '((cover_centre_id <> centre_id))' },
  ],
  indices: [{ name: 'closure_of_centre', columns: ['centre_id', 'last_day'], synchronize: false }],
  foreignKeys: [ofOrganisation('closure', 'centre_id'), ofOrganisation('closure', 'cover_centre_id')],
});

/** Whether a centre can take somebody, as it said at an instant and until when it stands by that. */
export interface CapacityNoteRow {
  readonly centre_id: string;
  readonly noted_at: Date;
  readonly level: string;
  readonly expires_at: Date;
  readonly noted_by: string;
}

export const CapacityNoteEntity = new EntitySchema<CapacityNoteRow>({
  name: 'capacity_note',
  columns: { centre_id: { ...uuid, primary: true }, noted_at: { ...instant, primary: true }, level: text, expires_at: instant, noted_by: uuid },
  checks: [
    { name: 'capacity_note_level_check', expression: "((level = ANY (ARRAY['free'::text, 'few'::text, 'full'::text])))" },
    { name: 'capacity_note_check', expression: '((noted_at < expires_at))' },
  ],
  foreignKeys: [ofOrganisation('capacity_note', 'centre_id')],
});

/** A change of the registry that is proposed, and what it would do. */
export interface RegistryProposalRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly kind: string;
  readonly change: unknown;
  /** The versions that the change was written on, by subject. */
  readonly bases: unknown;
  readonly reason: string;
  readonly warnings: unknown;
  readonly needs_second: boolean;
  readonly state: string;
  readonly proposed_at: Date;
  readonly proposed_by: string;
  readonly effect: unknown;
  readonly effect_at: Date | null;
  readonly decided_at: Date | null;
  readonly decided_by: string | null;
}

export const RegistryProposalEntity = new EntitySchema<RegistryProposalRow>({
  name: 'registry_proposal',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    kind: text,
    change: json,
    bases: json,
    reason: text,
    warnings: json,
    needs_second: flag,
    state: { ...text, default: 'proposed' },
    proposed_at: instant,
    proposed_by: uuid,
    effect: { ...json, nullable: true },
    effect_at: { ...instant, nullable: true },
    decided_at: { ...instant, nullable: true },
    decided_by: { ...uuid, nullable: true },
  },
  checks: [
    { name: 'registry_proposal_kind_check', expression: "((kind = ANY (ARRAY['centres'::text, 'agreement'::text, 'rule_set'::text, 'calendar'::text, 'closure'::text, 'authority'::text, 'network'::text])))" },
    { name: 'registry_proposal_reason_check', expression: '(((length(reason) >= 3) AND (length(reason) <= 200)))' },
    { name: 'registry_proposal_state_check', expression: "((state = ANY (ARRAY['proposed'::text, 'in_force'::text, 'rejected'::text, 'withdrawn'::text])))" },
    { name: 'registry_proposal_check', expression: "(((state = 'proposed'::text) = (decided_at IS NULL)))" },
    { name: 'registry_proposal_check1', expression: '(((decided_at IS NULL) = (decided_by IS NULL)))' },
    { name: 'registry_proposal_check2', expression: "(((state <> 'in_force'::text) OR (NOT needs_second) OR (decided_by <> proposed_by)))" },
  ],
  indices: [{ name: 'registry_proposal_without_effect', columns: ['proposed_at'], synchronize: false }],
  foreignKeys: [ofOrganisation('registry_proposal', 'organisation_id')],
});

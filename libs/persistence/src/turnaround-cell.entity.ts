import { EntitySchema } from 'typeorm';
import { flag, instant, integer, tenths, text } from './columns.js';

/** A published cell: suppressed and rounded before it was stored. */
export interface TurnaroundCellRow {
  readonly district_ags: string;
  readonly district_name: string;
  readonly quarter: string;
  readonly referrals: number | null;
  readonly first_attempt_within_24h: number | null;
  readonly first_attempt_within_72h: number | null;
  readonly reached: number | null;
  readonly median_hours_to_first_attempt: string | null;
  readonly suppressed: boolean;
  readonly computed_at: Date;
}

export const TurnaroundCellEntity = new EntitySchema<TurnaroundCellRow>({
  name: 'turnaround_cell',
  schema: 'stats',
  columns: {
    district_ags: { ...text, primary: true },
    district_name: text,
    quarter: { ...text, primary: true },
    referrals: { ...integer, nullable: true },
    first_attempt_within_24h: { ...integer, nullable: true },
    first_attempt_within_72h: { ...integer, nullable: true },
    reached: { ...integer, nullable: true },
    median_hours_to_first_attempt: { ...tenths, nullable: true },
    suppressed: flag,
    computed_at: instant,
  },
  checks: [{ name: 'turnaround_cell_quarter_check', expression: "((quarter ~ '^[0-9]{4}-Q[1-4]$'::text))" }],
});

import { EntitySchema } from 'typeorm';
import { bigint, day, instant, integer, uuid } from './columns.js';

/** What an authority entered for a month. */
export interface PoliceTallyRow {
  readonly id: string;
  readonly police_authority_id: string;
  readonly month: string;
  readonly deployments: number;
  readonly refused: number;
  readonly recorded_by: string;
  readonly recorded_at: Date;
}

export const PoliceTallyEntity = new EntitySchema<PoliceTallyRow>({
  name: 'police_tally',
  columns: {
    id: { ...bigint, primary: true, generated: 'increment' },
    police_authority_id: uuid,
    month: day,
    deployments: integer,
    refused: integer,
    recorded_by: uuid,
    recorded_at: instant,
  },
  foreignKeys: [
    { name: 'police_tally_police_authority_id_recorded_by_fkey', target: 'app_user', columnNames: ['police_authority_id', 'recorded_by'], referencedColumnNames: ['organisation_id', 'id'] },
  ],
  checks: [
    { name: 'police_tally_month_check', expression: '((EXTRACT(day FROM month) = (1)::numeric))' },
    { name: 'police_tally_check', expression: '(((refused >= 0) AND (refused <= deployments)))' },
  ],
  indices: [{ name: 'police_tally_of_month', columns: ['police_authority_id', 'month', 'id'] }],
});

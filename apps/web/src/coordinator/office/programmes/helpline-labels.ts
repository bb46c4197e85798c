import type { HelplineColumn, HelplineProblemCode } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import type { Labels } from '../../../shared/labels/label-of';

/** The Länder have the same names in both languages of the interface that matter here: their own. */
const LANDS: Readonly<Record<string, string>> = {
  BB: 'Brandenburg', BE: 'Berlin', BW: 'Baden-Württemberg', BY: 'Bayern', HB: 'Bremen', HE: 'Hessen', HH: 'Hamburg', MV: 'Mecklenburg-Vorpommern', NI: 'Niedersachsen', NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz', SH: 'Schleswig-Holstein', SL: 'Saarland', SN: 'Sachsen', ST: 'Sachsen-Anhalt', TH: 'Thüringen',
};
export const landName = (land: string): string => LANDS[land] ?? m.helpline_all_lands();

/** "Thema: Stalking", "Kanal: Chat", "alle Kontakte". */
export function whatName({ dimension, category }: Pick<Schemas['HelplineFigureView'], 'dimension' | 'category'>): string {
  if (dimension === 'total') return m.helpline_total();
  return dimension === 'topic' ? m.helpline_topic({ category }) : m.helpline_channel({ category });
}

export const COLUMN_NAMES: Labels<HelplineColumn> = {
  year: m.places_year, land: m.helpline_land, by: m.helpline_by, of: m.helpline_of, contacts: m.helpline_contacts, source: m.helpline_source_column, definition: m.helpline_definition,
};

export const PROBLEM_NAMES: Labels<HelplineProblemCode> = {
  missing: m.import_fault_missing, malformed: m.import_fault_malformed, unknown_column: m.helpline_fault_column, too_many_cells: m.import_fault_too_many_cells, too_few_cells: m.import_fault_too_few_cells,
  too_long: m.import_fault_too_long, duplicate: m.helpline_fault_duplicate, year_not_over: m.helpline_fault_year, unknown_land: m.helpline_fault_land, unknown_dimension: m.helpline_fault_by,
  total_with_category: m.helpline_fault_total, empty_file: m.import_fault_empty_file, not_readable: m.import_fault_not_readable,
};

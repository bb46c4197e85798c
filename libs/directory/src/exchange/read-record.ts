import type { OpeningWindow } from '#domain';
import { plainWord } from '#tables';
import { CENTRE_CODE, sortedRecord, type CentreAddress, type CentreRecord } from './centre-record.js';
import { readOpeningHours } from './opening-hours-text.js';
import { languageTag, type KnownMunicipalities, type RowCells } from './read-cells.js';
import { ACCESSIBILITY_OF, KIND_OF, TARGET_GROUP_OF } from './registry-words.js';

/** A national number from its zero, an international one from its plus, or a helpline as 116 016. */
const PHONE = /^(?:\+|0|11)[\d ()/.-]{2,38}$/;
const MAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/;

/** The centre of a row; null when anything is wrong with it, all of which is then among the row's problems. */
export function readRecord(row: RowCells, municipalities: KnownMunicipalities): CentreRecord | null {
  const code = row.needed('code', { max: 40, form: CENTRE_CODE });
  const name = row.needed('name', { max: 200 });
  const kindText = row.needed('kind', { max: 100 });
  const kind = kindText === null ? null : (KIND_OF.get(plainWord(kindText)) ?? row.refuse('kind', 'unknown_kind'));
  const active = row.flag('active');
  const targetGroups = row.neededCodes('targetGroups', (entry) => TARGET_GROUP_OF.get(plainWord(entry)), 'unknown_target_group');
  const languages = row.neededCodes('languages', languageTag, 'unknown_language');
  const acceptsMinors = row.flag('acceptsMinors');
  const accessibility = row.codes('accessibility', (entry) => ACCESSIBILITY_OF.get(plainWord(entry)), 'malformed');
  const dailyService = row.flag('dailyService');
  const windows = readWindows(row);
  const phone = readPhone(row);
  const mail = row.text('mail', { max: 254, form: MAIL });
  const website = readWebsite(row);
  const address = readAddress(row, kind === 'shelter');
  const catchment = row.municipalities('catchment', municipalities);
  const validFrom = row.neededDay('validFrom');
  if (row.problems.length > 0) return null;
  if (code === null || name === null || kind === null || active === null) return null;
  if (acceptsMinors === null || dailyService === null || validFrom === null) return null;
  const given = { code, name, kind, active, targetGroups, languages, acceptsMinors, accessibility, dailyService };
  return sortedRecord({ ...given, windows, phone, mail, website, address, catchment, validFrom });
}

function readWindows(row: RowCells): readonly OpeningWindow[] {
  const entries = row.list('openingHours', 1000);
  if (entries.length === 0) return [];
  const windows = readOpeningHours(row.raw('openingHours'));
  if (windows === null) row.refuse('openingHours', 'bad_hours');
  return windows ?? [];
}

function readPhone(row: RowCells): string | null {
  const phone = row.text('phone', { max: 40 });
  if (phone === null || PHONE.test(phone)) return phone;
  return row.refuse('phone', /^[1-9]\d{4,}$/.test(phone) ? 'leading_zero_lost' : 'malformed');
}

function readWebsite(row: RowCells): string | null {
  const website = row.text('website', { max: 300 });
  if (website === null) return null;
  return /^https?:\/\/[^\s]+$/.test(website) && URL.canParse(website) ? website : row.refuse('website', 'malformed');
}

/** All three parts or none. A shelter's is not looked at: that one stands there is the fault. */
function readAddress(row: RowCells, isShelter: boolean): CentreAddress | null {
  const [first] = (['street', 'postcode', 'place'] as const).filter((column) => row.raw(column) !== '');
  if (first === undefined) return null;
  if (isShelter) return row.refuse(first, 'shelter_address');
  const street = row.needed('street', { max: 120 });
  const postcode = row.needed('postcode', { max: 5, form: /^\d{5}$/ });
  const place = row.needed('place', { max: 100 });
  return street === null || postcode === null || place === null ? null : { street, postcode, place };
}

import { m } from '../../generated/messages/messages.js';
import { getLocale } from '../../generated/messages/runtime.js';
import type { Schemas } from '../../shared/api/contract';
import { labelOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/report-labels';
import { toDay } from '../../shared/time/format';
import { ACCESS_LABELS, KIND_LABELS } from './import-labels';

type Centre = Schemas['CentreDto'];

/** A detail of a centre as a person reads it, to be laid beside the same detail of another version. */
export function centreWords(centre: Centre, field: string): string {
  const words = detailOf(centre, field);
  return words === '' ? m.import_empty() : words;
}

function detailOf(centre: Centre, field: string): string {
  switch (field) {
    case 'kind':
      return labelOf(KIND_LABELS, centre.kind);
    case 'targetGroups':
      return centre.targetGroups.map((group) => labelOf(TARGET_LABELS, group)).join(', ');
    case 'languages':
      return languageNames(centre.languages);
    case 'accessibility':
      return centre.accessibility.map((offer) => labelOf(ACCESS_LABELS, offer)).join(', ');
    case 'active':
    case 'acceptsMinors':
    case 'dailyService':
      return centre[field] ? m.import_yes() : m.import_no();
    case 'windows':
      return centre.windows.map(({ weekday, opens, closes }) => `${weekdayName(weekday)} ${opens}–${closes}`).join(', ');
    case 'address':
      return centre.address == null ? '' : `${centre.address.street}, ${centre.address.postcode} ${centre.address.place}`;
    case 'validFrom':
      return toDay(centre.validFrom);
    case 'name':
    case 'phone':
    case 'mail':
    case 'website':
      return centre[field] ?? '';
    default:
      return '';
  }
}

function languageNames(tags: readonly string[]): string {
  const names = new Intl.DisplayNames([getLocale()], { type: 'language' });
  return tags.map((tag) => names.of(tag) ?? tag).join(', ');
}

/** 1 January 2024 was a Monday. */
const weekdayName = (weekday: number): string => new Intl.DateTimeFormat(getLocale(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));

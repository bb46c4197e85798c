import { useQuery } from '@tanstack/react-query';
import type { Accessibility, CentreKind, TargetGroup } from '#domain';
import { LANGUAGES } from '../../shared/labels/code-lists';
import { hoursOf, type NameOf } from './entry-lines';
import { placesQuery, type CentreDraft } from './registry-queries';

/** A centre's entry as its form holds it. */
export interface CentreValues {
  readonly code: string;
  readonly name: string;
  readonly kind: CentreKind;
  readonly active: boolean;
  readonly targetGroups: readonly TargetGroup[];
  readonly languages: readonly string[];
  readonly moreLanguages: string;
  readonly acceptsMinors: boolean;
  readonly accessibility: readonly Accessibility[];
  readonly dailyService: boolean;
  /** Monday first; each "09:00–12:00, 14:00–17:00". */
  readonly hours: readonly string[];
  readonly phone: string;
  readonly mail: string;
  readonly website: string;
  readonly address: { readonly street: string; readonly postcode: string; readonly place: string };
  readonly catchment: readonly string[];
  readonly validFrom: string;
  readonly reason: string;
  readonly uncoveredReason: string;
}

/** Languages with a box of their own; others are written as tags. */
export const BOXES: readonly string[] = LANGUAGES.filter((language) => language !== 'und');
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const WINDOW = /^([01]?\d|2[0-3])[:.]([0-5]\d)\s*[–-]\s*((?:[01]?\d|2[0-3])[:.][0-5]\d|24[:.]00)$/;

const timeOf = (text: string): string => text.replace('.', ':').padStart(5, '0');

/** The windows that the text of one weekday means; null: it cannot be read. */
export function windowsOf(text: string, weekday: number): CentreDraft['windows'] | null {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const windows = parts.map((part) => {
    const match = WINDOW.exec(part);
    if (match === null) return null;
    const window = { weekday, opens: timeOf(`${match[1] ?? ''}:${match[2] ?? ''}`), closes: timeOf(match[3] ?? '') };
    return window.opens < window.closes ? window : null;
  });
  return windows.every((window) => window !== null) ? windows : null;
}

/** Tags written with commas or spaces between them. */
export const tagsOf = (text: string): readonly string[] => text.split(/[,;\s]+/).filter((tag) => tag !== '');

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The entry that the form describes. A shelter never has an address. */
export function toDraft(values: CentreValues): CentreDraft {
  const { hours, moreLanguages, reason: _, uncoveredReason: __, address, phone, mail, website, languages, ...entry } = values;
  const street = address.street.trim();
  return {
    ...entry,
    languages: [...new Set([...languages, ...tagsOf(moreLanguages)])],
    windows: WEEKDAYS.flatMap((weekday) => windowsOf(hours[weekday - 1] ?? '', weekday) ?? []),
    phone: orNull(phone),
    mail: orNull(mail),
    website: orNull(website),
    address: entry.kind === 'shelter' || street === '' ? null : { street, postcode: address.postcode.trim(), place: address.place.trim() },
  };
}

/** The form of an entry, to begin on a day. */
export const toValues = (draft: CentreDraft, validFrom: string): CentreValues => ({
  code: draft.code,
  name: draft.name,
  kind: draft.kind,
  active: draft.active,
  targetGroups: draft.targetGroups,
  languages: draft.languages.filter((tag) => BOXES.includes(tag)),
  moreLanguages: draft.languages.filter((tag) => !BOXES.includes(tag)).join(', '),
  acceptsMinors: draft.acceptsMinors,
  accessibility: draft.accessibility,
  dailyService: draft.dailyService,
  hours: WEEKDAYS.map((weekday) => hoursOf(draft.windows, weekday)),
  phone: draft.phone ?? '',
  mail: draft.mail ?? '',
  website: draft.website ?? '',
  address: { street: draft.address?.street ?? '', postcode: draft.address?.postcode ?? '', place: draft.address?.place ?? '' },
  catchment: draft.catchment,
  validFrom,
  reason: '',
  uncoveredReason: '',
});

/** A centre of which nothing is known yet. */
export const newCentre = (today: string): CentreDraft => ({
  code: '', name: '', kind: 'womens_counselling', active: true, targetGroups: [], languages: ['de'], acceptsMinors: false, accessibility: [],
  dailyService: false, windows: [], phone: null, mail: null, website: null, address: null, catchment: [], validFrom: today,
});

/** Names municipalities; by its number, one that is not known (yet). */
export function usePlaceNames(): NameOf {
  const places = useQuery(placesQuery).data;
  return (ags) => places?.find((place) => place.ags === ags)?.name ?? ags;
}

interface Centre {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly openingHours: { readonly closures: readonly { readonly from: string; readonly to: string }[] };
}

/** A stretch of days on which a centre is closed; both days are included. */
export interface ClosureAhead {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The closures of active centres that touch the days from `today` to `until`, the earliest first. Days are 'YYYY-MM-DD'. */
export const closuresAhead = (centres: readonly Centre[], today: string, until: string): readonly ClosureAhead[] =>
  centres
    .filter(({ active }) => active)
    .flatMap(({ id, name, openingHours }) => openingHours.closures.map(({ from, to }) => ({ id, name, from, to })))
    .filter(({ from, to }) => to >= today && from <= until)
    .sort((a, b) => a.from.localeCompare(b.from) || a.name.localeCompare(b.name, 'de'));

/** One count of which a publication is made, or that a publication must not give away. */
export interface CountCell {
  readonly id: string;
  /** Exact, whole, not negative. */
  readonly count: number;
  /** False: an atom that is never shown, but must not become known either ("24 to 48 hours"). */
  readonly published: boolean;
  /** True: an exact 0 may be shown ("no referrals"). */
  readonly zeroIsOpen?: boolean;
  /** False: no whole table is looked for in which this cell is something else (disclosure.ts, 3); what the sums say one after the other is all that protects it. */
  readonly searched?: boolean;
  /** What an earlier publication has told of it. It stays as it is, and it is known. */
  readonly told?: Told;
  /** Parts of this count that one organisation each knows exactly: its own referrals. */
  readonly tenants?: readonly number[];
  /**
   * Whose the parts in `tenants` are, in the same order. With it, what an organisation knows of several cells is put together, which takes about ten times as
   * long: a minute for the tables of a year; without it, each part is taken by itself.
   */
  readonly tenantIds?: readonly string[];
}

/** What was published of a count, and as of which day ('2026-05-01'); null: hidden. */
export interface Told {
  readonly value: number | null;
  readonly asOf: string;
}

/** count(total) = sum of count(parts). */
export interface SumRule {
  readonly total: string;
  readonly parts: readonly string[];
}

/** So large a share of a centre's lags, on either side of one, counts as about as long. ASSUMPTION(adr-0007) */
const NEIGHBOURS = 0.1;

/** The time from a referral's turn to its attempt, Infinity where there was none; out of turn: the attempt came before, and the time counts as nothing. */
export interface RecordedLag {
  readonly id: string;
  readonly lag: number;
  readonly outOfTurn: boolean;
}

/** The recorded lags of one centre, to draw from. */
export class RecordedLags {
  private readonly all: readonly number[];
  private readonly ordered: readonly number[];
  private readonly ranks: ReadonlyMap<string, number>;

  constructor(lags: readonly RecordedLag[]) {
    this.all = lags.map(({ lag }) => lag);
    const inTurn = lags.filter(({ outOfTurn }) => !outOfTurn).sort((a, b) => (a.lag === b.lag ? (a.id < b.id ? -1 : 1) : a.lag - b.lag));
    this.ordered = inTurn.map(({ lag }) => lag);
    this.ranks = new Map(inTurn.map(({ id }, rank) => [id, rank]));
  }

  /** Any of them. */
  drawn(random: () => number): number {
    return this.all[Math.floor(random() * this.all.length)] ?? 0;
  }

  /** One about as long as that of a referral. Over all referrals each lag is as likely as it was recorded: at the ends the neighbours are mirrored. */
  near(id: string, random: () => number): number {
    const count = this.ordered.length;
    const reach = Math.min(count - 1, Math.max(1, Math.round(NEIGHBOURS * count)));
    const rank = (this.ranks.get(id) ?? 0) + Math.floor(random() * (2 * reach + 1)) - reach;
    return this.ordered[rank < 0 ? -rank - 1 : rank >= count ? 2 * count - 1 - rank : rank] ?? 0;
  }
}

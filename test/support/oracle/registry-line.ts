import type { OracleCentre, OracleTerms } from './clock-table.js';
import type { Hours, Minute, OpenMinutes, Timeline } from './timeline.js';

/** A change of the registry at a minute; days as 'YYYY-MM-DD'. */
export type OracleEdit = { readonly at: Minute } & (
  | { readonly kind: 'calendar'; readonly day: string; readonly holiday: boolean }
  | { readonly kind: 'closure'; readonly centre: OracleCentre; readonly from: string; readonly to: string }
  | { readonly kind: 'agreement'; readonly centre: OracleCentre; readonly validFrom: string; readonly gives: Partial<OracleTerms> }
);

interface CentreNow {
  readonly hours: Hours;
  readonly open: OpenMinutes;
  /** In the order in which they were agreed; whatever the last one that has begun to hold says is meant. */
  readonly versions: readonly { readonly validFrom: string; readonly terms: OracleTerms }[];
}

const ALWAYS = '2020-01-01';

/** The registry between two edits. */
export class Era {
  private constructor(
    readonly timeline: Timeline,
    private readonly centres: ReadonlyMap<OracleCentre, CentreNow>,
  ) {}

  static first(timeline: Timeline, centres: readonly OracleCentre[]): Era {
    return new Era(timeline, new Map(centres.map((centre) => [
      centre, { hours: centre.hours, open: timeline.openMinutes(centre.hours), versions: [{ validFrom: ALWAYS, terms: centre.terms }] },
    ])));
  }

  openOf(centre: OracleCentre): OpenMinutes {
    return this.of(centre).open;
  }

  /** What is agreed with a centre for a day. */
  termsOf(centre: OracleCentre, day: string): OracleTerms {
    const terms = this.of(centre).versions.findLast(({ validFrom }) => validFrom <= day)?.terms;
    if (terms === undefined) throw new Error(`nothing is agreed with ${centre.name} on ${day}`);
    return terms;
  }

  hoursOf(centre: OracleCentre): Hours {
    return this.of(centre).hours;
  }

  /** What has been agreed with a centre since the beginning, in order. */
  versionsOf(centre: OracleCentre): CentreNow['versions'] {
    return this.of(centre).versions.slice(1);
  }

  after(edit: OracleEdit): Era {
    if (edit.kind === 'calendar') {
      const timeline = this.timeline.withHoliday(this.timeline.named(edit.day), edit.holiday);
      return new Era(timeline, new Map([...this.centres].map(([centre, now]) => [centre, { ...now, open: timeline.openMinutes(now.hours) }])));
    }
    const now = this.of(edit.centre);
    if (edit.kind === 'closure') {
      const hours = { ...now.hours, closures: [...now.hours.closures, { from: edit.from, to: edit.to }] };
      return this.with(edit.centre, { ...now, hours, open: this.timeline.openMinutes(hours) });
    }
    // A new version says what changes; whatever it leaves out is as the version before says.
    const terms = { ...now.versions.at(-1)?.terms, ...edit.gives } as OracleTerms;
    return this.with(edit.centre, { ...now, versions: [...now.versions, { validFrom: edit.validFrom, terms }] });
  }

  private with(centre: OracleCentre, now: CentreNow): Era {
    return new Era(this.timeline, new Map([...this.centres, [centre, now]]));
  }

  private of(centre: OracleCentre): CentreNow {
    const now = this.centres.get(centre);
    if (now === undefined) throw new Error(`the oracle does not know ${centre.name}`);
    return now;
  }
}

/** The registry over the years: edits in order of time, and the era that each of them begins. */
export class RegistryLine {
  readonly edits: readonly OracleEdit[];
  private readonly eras: readonly Era[];

  constructor(first: Era, next: (era: Era) => OracleEdit | null) {
    const edits: OracleEdit[] = [];
    const eras = [first];
    for (let era = first, edit = next(era); edit !== null; edit = next(era)) {
      era = era.after(edit);
      edits.push(edit);
      eras.push(era);
    }
    this.edits = edits;
    this.eras = eras;
  }

  /** How many edits have happened by a minute, those of the minute itself included. */
  editsBy(minute: Minute): number {
    const next = this.edits.findIndex(({ at }) => at > minute);
    return next < 0 ? this.edits.length : next;
  }

  /** The registry after so many edits. */
  eraAfter(edits: number): Era {
    const era = this.eras[edits];
    if (era === undefined) throw new Error(`there are no ${edits} edits`);
    return era;
  }
}

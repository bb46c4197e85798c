import type { DirectoryQueries, RegistryChange, RegistryView } from '#directory';
import { recomputationReasonOf } from '#directory';
import { dueAt, measureLastDay, ruleSetFor, localDayOf, ROUNDING_BASE, SUPPRESSION_THRESHOLD, type ClockKind } from '#domain';
import type { TenantDatabase } from '#persistence';
import type { MovedClock, RecomputationService } from './recomputation.service.js';
import type { Rehearsal, RehearsalResult } from './rehearsal.js';

/** A count that tells nothing of a single referral: 1 to 4 are `few`, and then `count` is null; others are rounded to five, so that no difference of two tells one. */
export interface TellableCount {
  readonly count: number | null;
  readonly few: boolean;
}

/** What of the past a change would have touched. */
export interface PastEffect {
  readonly days: number;
  readonly touched: TellableCount;
  readonly lateBefore: TellableCount | null;
  readonly lateAfter: TellableCount | null;
}

/** What a proposed change would do: to the running clocks, to what was, and to who would have been chosen. */
export interface ProposalEffect {
  readonly clocks: readonly { readonly kind: ClockKind; readonly earlier: TellableCount; readonly later: TellableCount }[];
  readonly past: PastEffect | null;
  readonly rehearsal: TellableRehearsal | null;
  /** It could not be computed; the log says why. */
  readonly failed: boolean;
}

/** What the decisions of the past would have been. */
export interface TellableRehearsal {
  readonly decisions: TellableCount;
  readonly same: TellableCount;
  readonly elsewhere: TellableCount;
  readonly nobody: TellableCount;
  readonly municipalities: readonly { readonly ags: string; readonly elsewhere: TellableCount; readonly nobody: TellableCount }[];
}

/** The effect of a change that could not be weighed. */
export const NO_EFFECT: ProposalEffect = { clocks: [], past: null, rehearsal: null, failed: true };

/** How far back a change is tried: a quarter, the finest period of published figures (domain.md 5). */
const PAST_DAYS = 90;
const DAY_MS = 86_400_000;

/** Tells what a change of the registry would do, as `app_clock`. Counts only: whoever decides on it sees no referral. */
export class ProposalEffects {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryQueries,
    private readonly recomputation: RecomputationService,
    private readonly rehearsal: Rehearsal,
  ) {}

  async of(change: RegistryChange, at: Date): Promise<ProposalEffect> {
    const present = await this.directory.view();
    const proposed = present.after(change);
    const since = new Date(at.getTime() - PAST_DAYS * DAY_MS);
    const reason = recomputationReasonOf(change);
    const moves = reason === null ? [] : await this.recomputation.preview(reason, proposed);
    return {
      clocks: byKind(moves),
      past: await this.pastOf(change, { present, proposed, since, at }),
      rehearsal: change.kind === 'centres' ? toTellable(await this.rehearsal.run(proposed, since, firstDayOf(change))) : null,
      failed: false,
    };
  }

  private pastOf(change: RegistryChange, terms: Terms): Promise<PastEffect> | null {
    if (change.kind === 'agreement') return this.pastOfAgreement(change, terms);
    return change.kind === 'rule_set' ? this.pastOfRuleSet(change, terms) : null;
  }

  /** First attempts of this authority and centre, by the terms that held and by the proposed ones as if they had held then. */
  private async pastOfAgreement(change: Extract<RegistryChange, { kind: 'agreement' }>, { present, proposed, since, at }: Terms): Promise<PastEffect> {
    const rows = await this.database.asClock((tx) =>
      tx.query<{ readonly submitted: Date; readonly attempted: Date | null }[]>(
        `select first_submitted_at as submitted, first_attempt_at as attempted from referral
         where police_authority_id = $1 and centre_id = $2 and first_submitted_at >= $3 and state <> 'purged'`,
        [change.policeAuthorityId, change.centreId, since],
      ),
    );
    const hours = present.openingHours(change.centreId) ?? undefined;
    const newTerms = proposed.agreementFor(change.policeAuthorityId, change.centreId, new Date(`${change.validFrom}T12:00:00Z`)).parameters;
    const isLate = (rule: typeof newTerms.firstAttempt, { submitted, attempted }: (typeof rows)[number]): boolean =>
      (attempted ?? at) > dueAt(rule, submitted, present.calendar(), hours);
    const before = rows.filter((row) => isLate(present.agreementFor(change.policeAuthorityId, change.centreId, row.submitted).parameters.firstAttempt, row));
    const after = rows.filter((row) => isLate(newTerms.firstAttempt, row));
    return { days: PAST_DAYS, touched: tellable(rows.length), lateBefore: tellable(before.length), lateAfter: tellable(after.length) };
  }

  /** Measures whose proposed last day would have been another one. */
  private async pastOfRuleSet({ ruleSet }: Extract<RegistryChange, { kind: 'rule_set' }>, { present, since }: Terms): Promise<PastEffect> {
    const rows = await this.database.asClock((tx) =>
      tx.query<{ readonly ordered: Date }[]>(`select ordered_at as ordered from protection_measure where change = 'ordered' and ordered_at >= $1`, [since]),
    );
    const warnings = present.ruleSets()[0]?.warnings;
    if (warnings === undefined) return { days: PAST_DAYS, touched: tellable(0), lateBefore: null, lateAfter: null };
    const touched = rows.filter(({ ordered }) => measureLastDay(ordered, { ...ruleSet, warnings }) !== measureLastDay(ordered, ruleSetFor(localDayOf(ordered), present.ruleSets())));
    return { days: PAST_DAYS, touched: tellable(touched.length), lateBefore: null, lateAfter: null };
  }
}

interface Terms {
  readonly present: RegistryView;
  readonly proposed: RegistryView;
  readonly since: Date;
  readonly at: Date;
}

const tellable = (count: number): TellableCount => {
  const few = count > 0 && count < SUPPRESSION_THRESHOLD;
  return { count: few ? null : rounded(count), few };
};

const rounded = (count: number): number => Math.round(count / ROUNDING_BASE) * ROUNDING_BASE;

const ofRehearsal = (count: number | 'few'): TellableCount => (count === 'few' ? { count: null, few: true } : { count: rounded(count), few: false });

const toTellable = ({ municipalities, ...all }: RehearsalResult): TellableRehearsal => ({
  decisions: ofRehearsal(all.decisions),
  same: ofRehearsal(all.same),
  elsewhere: ofRehearsal(all.elsewhere),
  nobody: ofRehearsal(all.nobody),
  municipalities: municipalities.map(({ ags, elsewhere, nobody }) => ({ ags, elsewhere: ofRehearsal(elsewhere), nobody: ofRehearsal(nobody) })),
});

function byKind(moves: readonly MovedClock[]): ProposalEffect['clocks'] {
  const kinds = [...new Set(moves.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const own = moves.filter((move) => move.kind === kind);
    const later = own.filter(({ oldDueAt, newDueAt }) => newDueAt > oldDueAt).length;
    const earlier = own.filter(({ oldDueAt, newDueAt }) => newDueAt < oldDueAt).length;
    return { kind, earlier: tellable(earlier), later: tellable(later) };
  });
}

const firstDayOf = ({ drafts }: Extract<RegistryChange, { kind: 'centres' }>): string | undefined => drafts.map(({ record }) => record.validFrom).sort().at(-1);

import { openExpelledEvents, ROLES, stateForPolice, type Actor, type ExpelledEvent, type ExpelledState } from '#domain';
import type { ExpelledReferralRow, TenantDatabase } from '#persistence';
import { ExpelledNotFound } from './expelled-refused.js';

/** One line of a list. What a centre does after it accepted is not told to the police. */
export interface ExpelledLine {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: ExpelledState;
  readonly centre: string;
  readonly policeAuthority: string;
  readonly submittedAt: Date;
  /** Of the own side alone; null while the other side has it, or it is over. */
  readonly dueAt: Date | null;
  readonly overdue: boolean;
}

export interface ExpelledHistoryEntry {
  readonly event: ExpelledEvent;
  readonly reason: string | null;
  readonly at: Date;
  /** Of the reader's own organisation. */
  readonly own: boolean;
}

/** One referral of an expelled person, as this side may know it. */
export interface ExpelledWhole extends ExpelledLine {
  readonly consent: { readonly form: string; readonly givenAt: Date; readonly explainedIn: string };
  readonly history: readonly ExpelledHistoryEntry[];
  readonly allowedEvents: readonly ExpelledEvent[];
  /** The own referrals of the same deployment: for the sending authority alone, empty for everybody else. */
  readonly sameDeployment: readonly { readonly id: string; readonly reference: string }[];
  readonly purgeAt: Date;
}

type Row = ExpelledReferralRow & { readonly centre: string; readonly police: string };

const LINES = `select r.*, c.name as centre, p.name as police from expelled_referral r join organisation c on c.id = r.centre_id join organisation p on p.id = r.police_authority_id`;

/** Reads the chain of expelled persons, each side its own view. */
export class ExpelledQueries {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** What is not purged, what is due first on top; `ofReferralId`: those that came of the same deployment as this referral of the own authority. */
  list(actor: Actor, ofReferralId: string | null): Promise<readonly ExpelledLine[]> {
    return this.database.inTenant(actor, async (tx) => {
      const rows = await tx.query<Row[]>(
        `${LINES} where r.state <> 'purged' and ($1::uuid is null or exists (select 1 from expelled_origin o join referral f on f.deployment_id = o.deployment_id and f.police_authority_id = o.police_authority_id
           where o.referral_id = r.id and f.id = $1)) order by r.due_at nulls last, r.submitted_at desc, r.id limit 500`,
        [ofReferralId],
      );
      return rows.map((row) => this.line(actor, row));
    });
  }

  read(actor: Actor, id: string): Promise<ExpelledWhole> {
    return this.database.inTenant(actor, async (tx) => {
      const [row] = await tx.query<Row[]>(`${LINES} where r.id = $1 and r.state <> 'purged'`, [id]);
      if (row === undefined) throw new ExpelledNotFound();
      const events = await tx.query<{ event: ExpelledEvent; reason: string | null; happened_at: Date; organisation_id: string }[]>('select event, reason, happened_at, organisation_id from expelled_event where referral_id = $1 order by version', [id]);
      const same = await tx.query<{ id: string; reference: string }[]>('select f.id, f.reference from expelled_origin o join referral f on f.deployment_id = o.deployment_id where o.referral_id = $1 order by f.reference', [id]);
      return {
        ...this.line(actor, row),
        consent: { form: row.consent_form, givenAt: row.consent_given_at, explainedIn: row.consent_explained_in },
        // Why a centre ended it is its counselling; that it ended is not.
        history: events.map(({ event, reason, happened_at: at, organisation_id: by }) => ({ event, at, own: by === actor.organisationId, reason: ofPolice(actor) && event === 'close' ? null : reason })),
        allowedEvents: openExpelledEvents({ state: row.state as ExpelledState, accepted: row.accepted }, actor.role),
        sameDeployment: same,
        purgeAt: row.purge_at,
      };
    });
  }

  private line(actor: Actor, row: Row): ExpelledLine {
    const state = row.state as ExpelledState;
    const ours = (state === 'returned') === ofPolice(actor);
    return {
      id: row.id, reference: row.reference, version: row.version, state: ofPolice(actor) ? stateForPolice(state) : state, centre: row.centre, policeAuthority: row.police, submittedAt: row.submitted_at,
      dueAt: ours ? row.due_at : null, overdue: ours && row.due_at !== null && row.due_at <= this.now(),
    };
  }
}

const ofPolice = (actor: Actor): boolean => ROLES[actor.role] === 'police_authority';

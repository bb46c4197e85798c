import { Inject, Injectable } from '@nestjs/common';
import { seesRow, type Actor } from '#domain';
import { blindIndex } from '#keystore';
import { TenantDatabase } from '#persistence';
import { MARK_KEY, NOW } from '../services.js';

/** How far back a report counts as one on the same deployment, and how far apart two alarms may lie. ASSUMPTION(adr-0017) */
const DAYS = 30;
const HOURS_APART = 2;
const SHOWN = 5;

/** What is known of a deployment while a report is written; what is null is not compared. */
export interface DeploymentHint {
  readonly policeReference: string | null;
  readonly ags: string | null;
  readonly occurredAt: Date | null;
}

/** A referral of the own authority on what may be the same deployment. */
export interface ReportDuplicate {
  readonly id: string;
  readonly reference: string;
  readonly reportedAt: Date;
  readonly sameBy: 'reference' | 'place_and_time';
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly reported_at: Date;
  readonly same_reference: boolean;
  readonly police_authority_id: string;
  readonly excluded_user_ids: readonly string[];
}

/**
 * Points to an earlier report on the same deployment, within the own authority and the last 30 days, and never to a sealed one. It is a hint:
 * two persons of one deployment are two referrals.
 */
@Injectable()
export class ReportDuplicates {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(MARK_KEY) private readonly rootKey: Buffer,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  /** Remembers the number of a referral's deployment as a keyed hash, once. */
  async mark(actor: Actor, referralId: string, policeReference: string): Promise<void> {
    await this.database.inTenant(actor, (tx) =>
      tx.query(
        `insert into deployment_mark (referral_id, police_authority_id, mark, marked_at) values ($1, $2, $3, $4) on conflict (referral_id) do nothing`,
        [referralId, actor.organisationId, this.markOf(actor, policeReference), this.now()],
      ),
    );
  }

  /** The newest first, at most five. */
  async find(actor: Actor, { policeReference, ags, occurredAt }: DeploymentHint): Promise<readonly ReportDuplicate[]> {
    const mark = policeReference === null ? null : this.markOf(actor, policeReference);
    const at = this.now();
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<Row[]>(
        `select r.id, r.reference, coalesce(r.first_submitted_at, r.created_at) as reported_at, r.police_authority_id, r.excluded_user_ids, coalesce(k.mark = $2, false) as same_reference
         from referral r join deployment d on d.id = r.deployment_id left join deployment_mark k on k.referral_id = r.id
         where r.police_authority_id = $1 and r.named_user_ids is null and r.created_at > $5::timestamptz - make_interval(days => ${DAYS}) and r.state not in ('purged', 'withdrawn')
           and (k.mark = $2 or d.incident_ags = $3 and abs(extract(epoch from d.occurred_at - $4::timestamptz)) <= ${HOURS_APART * 3_600})
         order by same_reference desc, reported_at desc limit 50`,
        [actor.organisationId, mark, ags, occurredAt, at],
      ),
    );
    return rows
      .filter((row) => seesRow(actor, { policeAuthorityId: row.police_authority_id, centreId: null, namedUserIds: null, excludedUserIds: row.excluded_user_ids }))
      .slice(0, SHOWN)
      .map((row) => ({ id: row.id, reference: row.reference, reportedAt: row.reported_at, sameBy: row.same_reference ? 'reference' : 'place_and_time' }));
  }

  /** Blanks, hyphens and case do not make another number. */
  private markOf(actor: Actor, policeReference: string): Buffer {
    return blindIndex(this.rootKey, actor.organisationId, policeReference.normalize('NFKC').toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
  }
}

import { READ_PURPOSES, contactReadRefusal, type Actor } from '#domain';
import { DirectoryQueries } from '#directory';
import type { ReferralEventRow } from '#persistence';
import type { ReferralDetail, ReferralSummary } from '#referrals';
import { Inject, Injectable } from '@nestjs/common';
import { ColleagueQueries } from '../directory/colleague.queries.js';
import { present } from '../http/present.js';
import { NOW } from '../services.js';
import { HistoryView, ReferralPageView, ReferralSummaryView, ReferralView } from './referral.view.js';

/** Turns what the use cases know into what this side may be told: a whitelist in both directions. */
@Injectable()
export class ReferralPresenter {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly colleagues: ColleagueQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  page(actor: Actor, page: { readonly items: readonly ReferralSummary[]; readonly nextCursor: string | null }): ReferralPageView {
    return present(ReferralPageView, { items: page.items.map((item) => toSummary(actor, item)), nextCursor: page.nextCursor });
  }

  async detail(actor: Actor, detail: ReferralDetail): Promise<ReferralView> {
    const { row } = detail;
    const ofCentre = actor.organisationKind === 'centre';
    const place = await this.directory.municipality(row.whereabouts_ags);
    return present(ReferralView, {
      ...toSummary(actor, detail),
      responsible: detail.responsible,
      whereabouts: { ...detail.whereabouts, district: place?.district ?? '' },
      flags: toFlags(row, ofCentre),
      consent: detail.consent,
      measure: toMeasure(detail.measure),
      counsellor: ofCentre && row.counsellor_id !== null ? await this.counsellor(actor, row.counsellor_id, row.counsellor_until) : null,
      clocks: detail.clocks,
      contactVersion: row.contact_version,
      contactReadable: READ_PURPOSES.some((purpose) => this.isReadable(actor, detail, purpose)),
      contactReadableUntil: ofCentre ? null : row.police_access_until,
      attempts: detail.attempts,
      phoneFrozen: row.phone_frozen_at !== null,
      attemptRule: toAttemptRule(detail.attemptRule),
      recall: detail.recall === null ? null : { askedAt: detail.recall.asked_at, reason: detail.recall.reason, answeredAt: detail.recall.answered_at, answer: detail.recall.answer },
      feedback: row.feedback_released_at === null ? null : row.feedback,
      // How the counselling ended stays with the centre; that nobody could be found is the police's own act.
      outcome: ofCentre || row.outcome === 'not_placeable' ? row.outcome : null,
      acceptedAt: row.accepted_at,
      reachedAt: row.reached_at,
      closedAt: row.closed_at,
    });
  }

  async history(events: readonly ReferralEventRow[]): Promise<HistoryView> {
    const items = await Promise.all(
      events.map(async (event) => {
        const organisation = event.organisation_id === null ? null : await this.directory.organisation(event.organisation_id);
        return {
          id: event.id,
          event: event.event,
          fromState: event.from_state,
          toState: event.to_state,
          version: event.version,
          role: event.role,
          actorId: event.actor_id,
          organisation: organisation === null ? null : { id: organisation.id, name: organisation.name },
          happenedAt: event.happened_at,
          data: event.data,
        };
      }),
    );
    return present(HistoryView, { items });
  }

  private async counsellor(actor: Actor, id: string, until: string | null) {
    const found = (await this.colleagues.ofOrganisation(actor)).find((person) => person.id === id);
    return { id, name: found?.name ?? '', until };
  }

  private isReadable(actor: Actor, { row }: ReferralDetail, purpose: (typeof READ_PURPOSES)[number]): boolean {
    const text = 'a reason that is long enough';
    const { state, contact_locked_at: lockedAt, police_access_until: policeAccessEndsAt } = row;
    return row.contact_version > 0 && contactReadRefusal({ role: actor.role, purpose, text, state, at: this.now(), locked: lockedAt !== null, policeAccessEndsAt }) === null;
  }
}

function toSummary(actor: Actor, summary: ReferralSummary): ReferralSummaryView {
  const { row } = summary;
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    version: row.version,
    overdue: summary.overdue,
    nextDueAt: row.next_due_at,
    escalation: row.escalation,
    risk: row.risk_level,
    children: row.children,
    interpreter: row.interpreter,
    unsafeContact: row.unsafe_contact,
    centre: summary.centre,
    policeAuthority: summary.policeAuthority,
    whereabouts: summary.whereabouts,
    targetGroup: row.target_group,
    counsellorId: actor.organisationKind === 'centre' ? row.counsellor_id : null,
    counsellorUntil: actor.organisationKind === 'centre' ? row.counsellor_until : null,
    createdByMe: actor.organisationKind === 'police_authority' && row.created_by === actor.userId,
    createdAt: row.created_at,
    firstSubmittedAt: row.first_submitted_at,
    allowedEvents: summary.allowedEvents,
  };
}

function toAttemptRule(rule: ReferralDetail['attemptRule']): ReferralView['attemptRule'] {
  if (rule === null) return null;
  const { asked, missing } = rule;
  return { met: missing.attempts === 0 && missing.days === 0 && missing.timesOfDay === 0 && !missing.letter, asked, missing };
}

const toFlags = (row: ReferralSummary['row'], ofCentre: boolean): ReferralView['flags'] => ({
  risk: row.risk_level,
  sealed: row.named_user_ids !== null,
  addressBlock: row.address_block,
  unsafeContact: row.unsafe_contact,
  interpreter: row.interpreter,
  children: row.children,
  minor: row.minor,
  mutualAllegation: row.mutual_allegation,
  onBehalf: row.on_behalf,
  // Why a centre forwarded is what the person told it.
  moved: ofCentre && row.moved,
  escalation: row.escalation,
});

function toMeasure(row: ReferralDetail['measure']): ReferralView['measure'] {
  if (row === null) return null;
  return {
    version: row.version,
    change: row.change,
    orderedAt: row.ordered_at,
    lastDayOn: row.last_day_on,
    courtAppliedOn: row.court_applied_on,
    courtDecidedOn: row.court_decided_on,
    liftedOn: row.lifted_on,
    checkedOn: row.checked_on,
  };
}

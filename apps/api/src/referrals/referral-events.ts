import { Injectable } from '@nestjs/common';
import { ReferralQueries, ReferralService, type InputEventName } from '#referrals';
import { toEventInput, type EventDtos } from './event-input.js';
import type { EventRequest } from './event-request.js';
import { ReferralPresenter } from './referral.presenter.js';
import type { ReferralView } from './referral.view.js';

/** Lets one event happen and answers the referral as it is then. */
@Injectable()
export class ReferralEvents {
  constructor(
    private readonly referrals: ReferralService,
    private readonly queries: ReferralQueries,
    private readonly presenter: ReferralPresenter,
  ) {}

  async happen<E extends InputEventName>(event: E, request: EventRequest, body: EventDtos[E]): Promise<ReferralView | undefined> {
    const { actor, referralId, expectedVersion, requestId } = request;
    await this.referrals.apply(actor, referralId, toEventInput(event, body), { expectedVersion, requestId });
    const detail = await this.queries.find(actor, referralId);
    if (detail !== null) return this.presenter.detail(actor, detail);
    // A forward gives the referral to another centre: it happened, but there is nothing more to see.
    request.outOfSight();
    return undefined;
  }
}

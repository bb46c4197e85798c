import { Body, Controller, Get, HttpStatus, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ReferralNotFound, ReferralQueries, ReferralService } from '#referrals';
import { hashOfRequest } from '../http/canonical-json.js';
import { IdOfAddress, IdempotencyKey, ReportDraftId, RequestId } from '../http/header.decorator.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { ReportDrafts } from '../reporting/report-drafts.js';
import { ReportDuplicates } from '../reporting/report-duplicates.js';
import { NewReferralDto, toNewReferral } from './new-referral.dto.js';
import { ReferralListDto, toListQuestion } from './referral-list.dto.js';
import { ReferralPresenter } from './referral.presenter.js';
import { HistoryView, ReferralPageView, ReferralView } from './referral.view.js';

@ApiTags('referrals')
@Controller('api/v1/referrals')
export class ReferralsController {
  constructor(
    private readonly referrals: ReferralService,
    private readonly queries: ReferralQueries,
    private readonly presenter: ReferralPresenter,
    private readonly duplicates: ReportDuplicates,
    private readonly drafts: ReportDrafts,
  ) {}

  @ApiOperation({ summary: 'Creates a draft, or with `submit` hands it over. Repeating the request with the same key answers the same referral.' })
  @Post()
  @Policy('referral.create', 'referral.created')
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 64 characters, made up per referral.' })
  @ApiHeader({ name: 'Report-Draft', required: false, description: 'The unsent form that this report was; with `submit` it is thrown away in the same request.' })
  @AnswersCreated(ReferralView)
  async create(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @ReportDraftId() draftId: string | null,
    @RequestId() requestId: string,
    @Body() body: NewReferralDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    const options = { idempotencyKey, requestHash: hashOfRequest(body), submit: body.submit ?? false, requestId };
    const { id, replayed } = await this.referrals.create(actor, toNewReferral(body), options);
    // Repeating the request repeats this too, so a crash between the two is healed by the client's retry.
    const policeReference = body.consent?.groups.includes('deployment') && !body.flags.sealedFor ? body.contact.deployment?.policeReference : undefined;
    if (policeReference) await this.duplicates.mark(actor, id, policeReference);
    // Here and not in a request of its own: whoever loses the connection now must not find a sent report as an unsent one.
    if (draftId !== null && options.submit) await this.drafts.discard(actor, requestId, draftId);
    if (replayed) void reply.status(HttpStatus.OK);
    else void reply.header('location', `/api/v1/referrals/${id}`);
    return this.detail(actor, id);
  }

  @ApiOperation({ summary: 'The own referrals, page by page: centres by the next due instant, the police by the newest.' })
  @Get()
  @Policy('referral.list', 'referral.listed', 'log')
  @Answers(ReferralPageView)
  async list(@Acting() actor: Actor, @Query() query: ReferralListDto): Promise<ReferralPageView> {
    return this.presenter.page(actor, await this.queries.list(actor, toListQuestion(query)));
  }

  @ApiOperation({ summary: 'One referral with its clocks and the events that this person may cause.' })
  @Get(':id')
  @Policy('referral.read', 'referral.viewed', 'answer')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ReferralView)
  read(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<ReferralView> {
    return this.detail(actor, id);
  }

  @ApiOperation({ summary: 'What has happened, as far as this side may know.' })
  @Get(':id/history')
  @Policy('referral.read_history', 'referral.history_viewed', 'answer')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(HistoryView)
  async history(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<HistoryView> {
    const events = await this.queries.history(actor, id);
    if (events === null) throw new ReferralNotFound();
    return this.presenter.history(events);
  }

  private async detail(actor: Actor, id: string): Promise<ReferralView> {
    const detail = await this.queries.find(actor, id);
    if (detail === null) throw new ReferralNotFound();
    return this.presenter.detail(actor, detail);
  }
}

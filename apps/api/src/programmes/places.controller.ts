import { Body, Controller, Get, HttpCode, HttpStatus, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { PlaceBoard, PlaceTallies } from '#coordination';
import type { Actor } from '#domain';
import { IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { PlaceTallyDto, PlaceVersionDto, PlacesDto } from './place.dto.js';
import { toBoard, toSite } from './place.presenter.js';
import { OwnPlacesView, PlaceBoardView, PlaceSiteView, ToldPlaceCountView } from './place.view.js';

/** The places of shelters for men: the board for whoever sends somebody on, the own entry for the shelters. It holds no address and books nothing. */
@ApiTags('places')
@Controller('api/v1/places')
export class PlacesController {
  constructor(
    private readonly places: PlaceBoard,
    private readonly tallies: PlaceTallies,
  ) {}

  @ApiOperation({ summary: 'Every shelter for men with what is current; what is out of date says since when, and no number.' })
  @Get()
  @Policy('place.read', 'place.viewed', 'log')
  @Answers(PlaceBoardView)
  async board(@Acting() actor: Actor): Promise<PlaceBoardView> {
    return present(PlaceBoardView, toBoard(await this.places.board(actor)));
  }

  @ApiOperation({ summary: 'The own places with every entry, and the months that may be counted.' })
  @Get('own')
  @Policy('place.keep', 'place.viewed', 'log')
  @Answers(OwnPlacesView)
  async own(@Acting() actor: Actor): Promise<OwnPlacesView> {
    const { site, ...own } = await this.places.own(actor);
    const months = (await this.tallies.months(actor)).map(({ month, tally }) => ({ month, refusals: tally?.refusals ?? null, stays: tally?.stays ?? null }));
    return present(OwnPlacesView, { ...own, site: toSite(site), months });
  }

  @ApiOperation({ summary: 'Notes how many places are free, occupied and reserved. The entry expires; the earlier ones stay.' })
  @Put('own')
  @Policy('place.keep', 'place.noted')
  @Answers(OwnPlacesView)
  async note(@Acting() actor: Actor, @RequestId() requestId: string, @Body() { version, reservedUntil = null, ...counts }: PlacesDto): Promise<OwnPlacesView> {
    await this.places.note(actor, { ...counts, reservedUntil: reservedUntil === null ? null : new Date(reservedUntil) }, version, requestId);
    return this.own(actor);
  }

  @ApiOperation({ summary: 'Enters a month, or enters it anew: refusals by reason and ended stays by length, without any person.' })
  @Post('own/tallies')
  @HttpCode(HttpStatus.OK)
  @Policy('place.keep', 'place.tallied')
  @Answers(OwnPlacesView)
  async tally(@Acting() actor: Actor, @RequestId() requestId: string, @Body() { month, refusals, stays }: PlaceTallyDto): Promise<OwnPlacesView> {
    await this.tallies.enter(actor, month, { refusals: { ...refusals }, stays: { ...stays } }, requestId);
    return this.own(actor);
  }

  @ApiOperation({ summary: 'Refusals and lengths of stay by year, all shelters together: years that are over, rounded to five, one to four hidden.' })
  @Get('tallies')
  @Policy('place.read_tallies', 'place.viewed', 'log')
  @Answers(ToldPlaceCountView, { list: true })
  async told(@Acting() actor: Actor): Promise<ToldPlaceCountView[]> {
    return (await this.tallies.told(actor)).map((each) => present(ToldPlaceCountView, each));
  }

  @ApiOperation({ summary: 'Whether somebody may be sent on to this shelter on the strength of the entry that was read; refused with why not. Books and stores nothing.' })
  @Get(':id/onward')
  @Policy('place.read', 'place.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(PlaceSiteView)
  async onward(@Acting() actor: Actor, @IdOfAddress('id') id: string, @Query() { version }: PlaceVersionDto): Promise<PlaceSiteView> {
    return present(PlaceSiteView, toSite(await this.places.onwardTo(actor, id, version)));
  }
}

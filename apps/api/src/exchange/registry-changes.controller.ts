import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Acting, Policy, RateLimits } from '#access';
import { PublishedRegistry, REGISTRY_LICENCE, registryChanges } from '#directory';
import type { Actor } from '#domain';
import { present } from '../http/present.js';
import { NotAgain, publicFile, sendPublicFile } from '../http/public-file.js';
import { Answers } from '../http/responses.js';
import { exportOf } from './registry-export.js';
import { RegistryChangesDto } from './registry-changes.dto.js';
import { RegistryExportView } from './registry-export.view.js';
import { RegistryPublication } from './registry-publication.js';

const FILE = 'registry-changes.json';

/** The public registry for whoever keeps a copy of it, such as the Opferschutzportal NRW, so that nothing is entered twice. One way: nothing comes back. */
@ApiTags('public')
@Controller()
export class RegistryChangesController {
  constructor(
    private readonly publication: RegistryPublication,
    private readonly published: PublishedRegistry,
    private readonly limits: RateLimits,
  ) {}

  @ApiOperation({ summary: 'What of the public registry changed since an instant, entries that left it included; without an instant all of it.' })
  @Get(`public/${FILE}`)
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('application/json')
  @ApiOkResponse({ description: 'The feed; `until` is the `since` of the next one.', content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } })
  @NotAgain()
  async changes(@Req() request: FastifyRequest, @Query() { since, reader }: RegistryChangesDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    await this.limits.publicFileFetched(request.ip);
    const { services, changes } = await this.publication.read();
    if (reader !== undefined) await this.published.fetched(reader, FILE);
    const feed = registryChanges(services, changes, since === undefined ? null : new Date(since));
    if (feed.until !== null) void reply.header('last-modified', new Date(feed.until).toUTCString());
    return sendPublicFile(request, reply, publicFile(JSON.stringify(feed), 'application/json; charset=utf-8'));
  }

  @ApiOperation({ summary: 'What the public files hold right now, which centres are not in them and why, and when they were last fetched.' })
  @Get('api/v1/registry-export')
  @Policy('registry_export.read', 'registry.viewed', 'log')
  @Answers(RegistryExportView)
  async export(@Acting() actor: Actor): Promise<RegistryExportView> {
    const publication = await this.publication.read();
    const fetches = await this.published.fetches(actor);
    return present(RegistryExportView, { ...exportOf(publication), address: `/public/${FILE}`, formatVersion: '1.0', licence: REGISTRY_LICENCE.name, fetches });
  }
}

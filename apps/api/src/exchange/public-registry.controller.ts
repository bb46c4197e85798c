import { Controller, Get, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, RateLimits } from '#access';
import { DirectoryQueries, postcodePoints, publicPart, toGeoJson, toHsds, writeCsv, type RegistryView } from '#directory';
import { NotAgain, publicFile, sendPublicFile, type PublicFile } from '../http/public-file.js';
import { recordsOfToday } from './registry-records.js';

type PublicFormat = 'hsds' | 'csv' | 'geojson';
const TYPES: Readonly<Record<PublicFormat, string>> = { hsds: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8', geojson: 'application/geo+json; charset=utf-8' };

/**
 * The public part of the registry, for everybody and without a cookie: active centres as they are today. No shelter's address, postcode,
 * place or catchment is in it. Whoever brings the tag of the file that stands gets 304 and no file.
 */
@ApiTags('public')
@Controller('public')
export class PublicRegistryController {
  private written: { readonly view: RegistryView; readonly day: string; readonly files: Map<PublicFormat, PublicFile> } | null = null;

  constructor(
    private readonly directory: DirectoryQueries,
    private readonly limits: RateLimits,
  ) {}

  @ApiOperation({ summary: 'The public part of the registry in the Human Services Data Specification 3.0.' })
  @Get('registry.hsds.json')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('application/json')
  @ApiOkResponse({ description: 'One page with every service.', content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } })
  @NotAgain()
  hsds(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    return this.send(request, reply, 'hsds');
  }

  @ApiOperation({ summary: 'The public part of the registry as CSV with German headings.' })
  @Get('registry.csv')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } })
  @NotAgain()
  csv(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    return this.send(request, reply, 'csv');
  }

  @ApiOperation({ summary: 'The public part of the registry as a map layer (RFC 7946); points are those of municipalities.' })
  @Get('registry.geojson')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('application/geo+json')
  @ApiOkResponse({ description: 'The layer.', content: { 'application/geo+json': { schema: { type: 'object', additionalProperties: true } } } })
  @NotAgain()
  geoJson(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    return this.send(request, reply, 'geojson');
  }

  private async send(request: FastifyRequest, reply: FastifyReply, format: PublicFormat): Promise<string | StreamableFile> {
    await this.limits.publicFileFetched(request.ip);
    return sendPublicFile(request, reply, this.fileOf(await this.directory.view(), format));
  }

  /** Written once for a registry and a day, however many ask. */
  private fileOf(view: RegistryView, format: PublicFormat): PublicFile {
    const day = view.today();
    if (this.written?.view !== view || this.written.day !== day) this.written = { view, day, files: new Map() };
    const { files } = this.written;
    const file = files.get(format) ?? publicFile(write(view, format), TYPES[format]);
    files.set(format, file);
    return file;
  }
}

let points: ReturnType<typeof postcodePoints> | undefined;

function write(view: RegistryView, format: PublicFormat): string {
  const records = publicPart(recordsOfToday(view));
  if (format === 'csv') return writeCsv(records, 'de');
  if (format === 'geojson') return JSON.stringify(toGeoJson(records, (points ??= postcodePoints())));
  return JSON.stringify(toHsds(records, new Map(view.municipalities().map(({ ags, name }) => [ags, name]))));
}

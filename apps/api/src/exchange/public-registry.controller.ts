import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, RateLimits } from '#access';
import { DirectoryQueries, postcodePoints, publicPart, toGeoJson, toHsds, writeCsv, type RegistryView } from '#directory';
import { recordsOfToday } from './registry-records.js';

type PublicFormat = 'hsds' | 'csv' | 'geojson';
/** Seconds for which everybody may keep a file. */
const KEPT_FOR = 300;
const TYPES: Readonly<Record<PublicFormat, string>> = { hsds: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8', geojson: 'application/geo+json; charset=utf-8' };

/**
 * The public part of the registry, for everybody and without a cookie: active centres as they are today. No shelter's address, postcode,
 * place or catchment is in it.
 */
@ApiTags('public')
@Controller('public')
export class PublicRegistryController {
  private written: { readonly view: RegistryView; readonly day: string; readonly files: Map<PublicFormat, string> } | null = null;

  constructor(
    private readonly directory: DirectoryQueries,
    private readonly limits: RateLimits,
  ) {}

  @ApiOperation({ summary: 'The public part of the registry in the Human Services Data Specification 3.0.' })
  @Get('registry.hsds.json')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('application/json')
  @ApiOkResponse({ description: 'One page with every service.', content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } })
  hsds(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.send(request, reply, 'hsds');
  }

  @ApiOperation({ summary: 'The public part of the registry as CSV with German headings.' })
  @Get('registry.csv')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.send(request, reply, 'csv');
  }

  @ApiOperation({ summary: 'The public part of the registry as a map layer (RFC 7946); points are those of municipalities.' })
  @Get('registry.geojson')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('application/geo+json')
  @ApiOkResponse({ description: 'The layer.', content: { 'application/geo+json': { schema: { type: 'object', additionalProperties: true } } } })
  geoJson(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.send(request, reply, 'geojson');
  }

  private async send({ ip }: FastifyRequest, reply: FastifyReply, format: PublicFormat): Promise<string> {
    await this.limits.publicFileFetched(ip);
    const file = this.fileOf(await this.directory.view(), format);
    void reply.type(TYPES[format]).header('cache-control', `public, max-age=${KEPT_FOR}`);
    return file;
  }

  /** Written once for a registry and a day, however many ask. */
  private fileOf(view: RegistryView, format: PublicFormat): string {
    const day = view.today();
    if (this.written?.view !== view || this.written.day !== day) this.written = { view, day, files: new Map() };
    const { files } = this.written;
    const file = files.get(format) ?? write(view, format);
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

import { createHash } from 'node:crypto';
import { Controller, Get, HttpStatus, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, RateLimits } from '#access';
import { DirectoryQueries, postcodePoints, publicPart, toGeoJson, toHsds, writeCsv, type RegistryView } from '#directory';
import { recordsOfToday } from './registry-records.js';

/** A file as it is sent, and the tag by which whoever kept it asks for a newer one (RFC 9110, 8.8.3). */
interface PublicFile {
  readonly text: string;
  readonly tag: string;
}
type PublicFormat = 'hsds' | 'csv' | 'geojson';
/** Seconds for which everybody may keep a file. */
const KEPT_FOR = 300;
const TYPES: Readonly<Record<PublicFormat, string>> = { hsds: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8', geojson: 'application/geo+json; charset=utf-8' };

const NotAgain = (): MethodDecorator => ApiResponse({ status: HttpStatus.NOT_MODIFIED, description: 'It stands as the tag in If-None-Match says: no file is sent.' });

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
  hsds(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.send(request, reply, 'hsds');
  }

  @ApiOperation({ summary: 'The public part of the registry as CSV with German headings.' })
  @Get('registry.csv')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } })
  @NotAgain()
  csv(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.send(request, reply, 'csv');
  }

  @ApiOperation({ summary: 'The public part of the registry as a map layer (RFC 7946); points are those of municipalities.' })
  @Get('registry.geojson')
  @Policy('directory.fetch_public', 'registry.fetched', 'log')
  @ApiProduces('application/geo+json')
  @ApiOkResponse({ description: 'The layer.', content: { 'application/geo+json': { schema: { type: 'object', additionalProperties: true } } } })
  @NotAgain()
  geoJson(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.send(request, reply, 'geojson');
  }

  private async send({ ip, headers }: FastifyRequest, reply: FastifyReply, format: PublicFormat): Promise<string> {
    await this.limits.publicFileFetched(ip);
    const { text, tag } = this.fileOf(await this.directory.view(), format);
    void reply.header('cache-control', `public, max-age=${KEPT_FOR}`).header('etag', tag);
    if (isKept(headers['if-none-match'], tag)) {
      void reply.code(HttpStatus.NOT_MODIFIED);
      return '';
    }
    void reply.type(TYPES[format]);
    return text;
  }

  /** Written once for a registry and a day, however many ask. */
  private fileOf(view: RegistryView, format: PublicFormat): PublicFile {
    const day = view.today();
    if (this.written?.view !== view || this.written.day !== day) this.written = { view, day, files: new Map() };
    const { files } = this.written;
    const file = files.get(format) ?? tagged(write(view, format));
    files.set(format, file);
    return file;
  }
}

// Weak: a proxy may compress what it passes on.
const tagged = (text: string): PublicFile => ({ text, tag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` });

/** Compared weakly, as the RFC asks for this header (13.1.2). */
const isKept = (kept: string | undefined, tag: string): boolean =>
  kept !== undefined && kept.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag.slice(2));

let points: ReturnType<typeof postcodePoints> | undefined;

function write(view: RegistryView, format: PublicFormat): string {
  const records = publicPart(recordsOfToday(view));
  if (format === 'csv') return writeCsv(records, 'de');
  if (format === 'geojson') return JSON.stringify(toGeoJson(records, (points ??= postcodePoints())));
  return JSON.stringify(toHsds(records, new Map(view.municipalities().map(({ ags, name }) => [ags, name]))));
}

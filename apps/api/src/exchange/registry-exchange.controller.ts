import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query, Res, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiConsumes, ApiBody, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '#access';
import { DirectoryQueries, writeCsv, writeXlsx, type CentreRecord } from '#directory';
import { localDayOf } from '#domain';
import { XLSX } from '../http/body-parser.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NOW } from '../services.js';
import { RegistryFileDto } from './registry-file.dto.js';
import { readAgainst } from './registry-reading.js';
import { toReadingView } from './registry-reading.presenter.js';
import { RegistryReadingView } from './registry-reading.view.js';
import { newestRecords } from './registry-records.js';

const BYTES = { type: 'string', format: 'binary' } as const;
const FILE = { description: 'The file.', content: { 'text/csv': { schema: BYTES }, [XLSX]: { schema: BYTES } } } as const;
const NAMES = { de: 'verzeichnis', en: 'registry' } as const;

/** The registry as files, for the state office. A file is only read here; what it says becomes a proposal like any other change. */
@ApiTags('directory')
@Controller('api/v1/directory')
export class RegistryExchangeController {
  constructor(
    private readonly directory: DirectoryQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'What a file of the registry would do: its faults to the line, or the difference. Stores nothing. At most 5 MB.' })
  @Post('imports/readings')
  @HttpCode(HttpStatus.OK)
  @Policy('directory.write', 'registry.read', 'log')
  @ApiConsumes('text/csv', XLSX)
  @ApiBody({ schema: BYTES })
  @Answers(RegistryReadingView)
  async read(@Body() bytes: unknown): Promise<RegistryReadingView> {
    if (!Buffer.isBuffer(bytes)) throw new UnsupportedMediaTypeException();
    await this.directory.refresh();
    const view = await this.directory.view();
    return present(RegistryReadingView, toReadingView(await readAgainst(view, bytes), view));
  }

  @ApiOperation({ summary: 'A file with the headings alone, to be filled in.' })
  @Get('imports/example')
  @Policy('directory.write', 'registry.viewed', 'log')
  @ApiProduces('text/csv', XLSX)
  @ApiOkResponse(FILE)
  example(@Query() query: RegistryFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | Buffer> {
    return this.sendFile(reply, [], query, `${NAMES[query.language ?? 'de']}.${query.format}`);
  }

  @ApiOperation({ summary: 'Every centre in its newest version; of a shelter no address. Read again, the file changes nothing.' })
  @Get('export')
  @Policy('directory.write', 'registry.exported', 'answer')
  @ApiProduces('text/csv', XLSX)
  @ApiOkResponse(FILE)
  async export(@Query() query: RegistryFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | Buffer> {
    await this.directory.refresh();
    const records = newestRecords(await this.directory.view());
    return this.sendFile(reply, records, query, `${NAMES[query.language ?? 'de']}-${localDayOf(this.now())}.${query.format}`);
  }

  private async sendFile(reply: FastifyReply, records: readonly CentreRecord[], { format, language = 'de' }: RegistryFileDto, name: string): Promise<string | Buffer> {
    const file = format === 'csv' ? writeCsv(records, language) : await writeXlsx(records, language);
    void reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX).header('content-disposition', `attachment; filename="${name}"`);
    return file;
  }
}

import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { HelplineFigures } from '#coordination';
import { readCsvTable } from '#tables';
import { HELPLINE_PROBLEMS, HOTLINES, localDayOf, readHelplineFigures, type Actor, type HelplineFigure, type HelplineProblem } from '#domain';
import { RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NOW } from '../services.js';
import { HelplineFiguresView, HelplineReadingView } from './helpline.view.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** The helpline for men: its number, and the totals that it publishes, each with source and definition. */
@ApiTags('helpline')
@Controller('api/v1/helpline')
export class HelplineController {
  constructor(
    private readonly helpline: HelplineFigures,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'The helpline for men and its totals, with what was corrected.' })
  @Get()
  @Policy('helpline.read', 'helpline.viewed', 'log')
  @Answers(HelplineFiguresView)
  async figures(@Acting() actor: Actor): Promise<HelplineFiguresView> {
    return present(HelplineFiguresView, { helpline: HOTLINES.men, figures: await this.helpline.figures(actor) });
  }

  @ApiOperation({ summary: 'What a file of totals would do: its faults to the line, or what it adds and corrects. Stores nothing.' })
  @Post('readings')
  @HttpCode(HttpStatus.OK)
  @Policy('helpline.write', 'helpline.read', 'log')
  @ApiConsumes('text/csv')
  @ApiBody(FILE)
  @Answers(HelplineReadingView)
  async read(@Acting() actor: Actor, @Body() bytes: unknown): Promise<HelplineReadingView> {
    const { figures, problems } = this.inFile(bytes);
    return present(HelplineReadingView, { problems, changes: problems.length > 0 ? [] : await this.helpline.read(actor, figures) });
  }

  @ApiOperation({ summary: 'Takes a file of totals as a whole, or, with one fault, nothing of it. A correction keeps the old value; the same file again changes nothing.' })
  @Post('imports')
  @HttpCode(HttpStatus.OK)
  @Policy('helpline.write', 'helpline.imported')
  @ApiConsumes('text/csv')
  @ApiBody(FILE)
  @Answers(HelplineReadingView)
  async take(@Acting() actor: Actor, @RequestId() requestId: string, @Body() bytes: unknown): Promise<HelplineReadingView> {
    const { figures, problems } = this.inFile(bytes);
    return present(HelplineReadingView, { problems, changes: problems.length > 0 ? [] : await this.helpline.take(actor, figures, requestId) });
  }

  private inFile(bytes: unknown): { readonly figures: readonly HelplineFigure[]; readonly problems: readonly HelplineProblem[] } {
    if (!Buffer.isBuffer(bytes)) throw new UnsupportedMediaTypeException();
    const { rows, problems } = readCsvTable(bytes);
    const lastYear = Number(localDayOf(this.now()).slice(0, 4)) - 1;
    if (problems.length > 0) return { figures: [], problems: problems.map(({ line, code }) => ({ line, column: null, code: HELPLINE_PROBLEMS.find((known) => known === code) ?? 'not_readable' })) };
    return readHelplineFigures(rows, lastYear);
  }
}

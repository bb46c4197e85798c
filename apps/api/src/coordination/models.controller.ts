import { Body, Controller, Get, HttpCode, HttpStatus, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { LocalModelRefused, LocalModels, type LocalModel } from '#coordination';
import type { Actor, LocalModelText } from '#domain';
import { TurnaroundQueries } from '#turnaround';
import { givenParameters } from '../directory/to-registry-change.js';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { effectOf } from './district-years.js';
import { ModelNeeds } from './model-needs.js';
import { ModelDto, ModelReleaseDto } from './model.dto.js';
import { ModelChoicesView, ModelEffectView, ModelNeedsView, ModelView } from './model.view.js';

const SeenVersion = (): MethodDecorator => ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' });

/** The library of local models: what works elsewhere, found from where it is missing. */
@ApiTags('coordination')
@Controller('api/v1/models')
export class ModelsController {
  constructor(
    private readonly models: LocalModels,
    private readonly modelNeeds: ModelNeeds,
    private readonly turnaround: TurnaroundQueries,
  ) {}

  @ApiOperation({ summary: 'The library as far as the reader may see it: what is released, and the drafts of the own organisation; the state office sees all.' })
  @Get()
  @Policy('model.read', 'model.viewed', 'log')
  @Answers(ModelView, { list: true })
  async list(@Acting() actor: Actor): Promise<ModelView[]> {
    return (await this.models.list(actor)).map(shown);
  }

  @ApiOperation({ summary: 'What districts lack by the coverage of the weekend ahead and by published figures, each with the models that closed the same gap elsewhere.' })
  @Get('needs')
  @Policy('coverage.read', 'model.viewed', 'log')
  @Answers(ModelNeedsView)
  async needs(@Acting() actor: Actor): Promise<ModelNeedsView> {
    return present(ModelNeedsView, await this.modelNeeds.needs(actor));
  }

  @ApiOperation({ summary: 'What an entry can name: districts, a local network those of its own area, and organisations that can be asked about a model.' })
  @Get('choices')
  @Policy('model.write', 'model.viewed', 'log')
  @Answers(ModelChoicesView)
  async choices(@Acting() actor: Actor): Promise<ModelChoicesView> {
    return present(ModelChoicesView, await this.models.choices(actor));
  }

  @ApiOperation({ summary: 'Published figures of the districts of a model: the last whole year before it began there and the first whole one with it.' })
  @Get(':id/effect')
  @Policy('turnaround.read_aggregate', 'model.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ModelEffectView, { list: true })
  async effect(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<ModelEffectView[]> {
    const model = (await this.models.list(actor)).find((each) => each.id === id);
    if (model === undefined) throw new LocalModelRefused('not_found');
    return (await effectOf(this.turnaround, actor, model)).map((each) => present(ModelEffectView, each));
  }

  @ApiOperation({ summary: 'Writes a draft. A local network names districts of its own area.' })
  @Post()
  @Policy('model.write', 'model.drafted')
  @AnswersCreated(ModelView)
  async draft(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: ModelDto): Promise<ModelView> {
    return shown(await this.models.draft(actor, toText(body), { requestId }));
  }

  @ApiOperation({ summary: 'Writes an entry anew, on the version that was seen. What is released only the state office writes.' })
  @Put(':id')
  @Policy('model.write', 'model.rewritten')
  @SeenVersion()
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ModelView)
  async rewrite(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: ModelDto): Promise<ModelView> {
    return shown(await this.models.rewrite(actor, toText(body), { id, version, requestId }));
  }

  @ApiOperation({ summary: 'Releases an entry to police, centres and coordinators, or takes it back to a draft.' })
  @Post(':id/release')
  @HttpCode(HttpStatus.OK)
  @Policy('model.release', 'model.released')
  @SeenVersion()
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ModelView)
  async release(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { released }: ModelReleaseDto): Promise<ModelView> {
    return shown(await this.models.release(actor, released, { id, version, requestId }));
  }
}

const shown = (model: LocalModel): ModelView => present(ModelView, { ...model, template: model.template as ModelView['template'] });

const toText = ({ checkedOn, contactOrganisationId, template, tags, ...text }: ModelDto): LocalModelText => {
  const given = template == null ? null : givenParameters(template, '/template');
  return {
    ...text, tags: [...new Set(tags)], checkedOn: checkedOn ?? null, contactOrganisationId: contactOrganisationId ?? null,
    template: given === null || Object.keys(given).length === 0 ? null : given,
  };
};

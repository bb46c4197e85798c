import { MODEL_STANDINGS, MODEL_TAGS, type ModelStanding, type ModelTag } from '#domain';
import { AgreementParametersDto } from '../directory/registry-change.dto.js';
import { Day, Flag, Id, Nested, OneOf, Text } from '../http/fields.js';

export class ModelUseDto {
  @Text({ max: 5, pattern: /^\d{5}$/, description: 'Key of a district; a local network names those of its own area.' }) districtAgs: string;
  @Day({ description: 'The first day of the model there.' }) beganOn: string;
}

/** A model of local cooperation. Names organisations and terms, never a case. */
export class ModelDto {
  @Text({ max: 120, min: 3 }) title: string;
  @Text({ max: 2_000, min: 3 }) summary: string;
  @OneOf(MODEL_TAGS, { list: 9, description: 'What it solves.' }) tags: readonly ModelTag[];
  @OneOf(MODEL_STANDINGS) standing: ModelStanding;
  @Day({ optional: true, description: 'When somebody last made sure that all of it still holds.' }) checkedOn?: string | null;
  @Id({ optional: true }) contactOrganisationId?: string | null;
  @Nested(() => ModelUseDto, { list: 60 }) uses: readonly ModelUseDto[];
  @Nested(() => AgreementParametersDto, { optional: true, description: 'The terms that an agreement by this model has; what is left out stays as it is.' }) template?: AgreementParametersDto | null;
}

export class ModelReleaseDto {
  @Flag({ description: 'False takes it back to a draft.' }) released: boolean;
}

import { MODEL_NEEDS, MODEL_STANDINGS, MODEL_TAGS } from '#domain';
import { AgreementParametersDto } from '../directory/registry-change.dto.js';
import { Day, Flag, Id, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView } from '../referrals/referral.view.js';

export class ModelUseView {
  @Text({ max: 5 }) districtAgs: string;
  @Text({ max: 120 }) district: string;
  @Day() beganOn: string;
}

export class ModelView {
  @Id() id: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @OneOf(['draft', 'released']) state: string;
  @Text({ max: 120 }) title: string;
  @Text({ max: 2_000 }) summary: string;
  @OneOf(MODEL_TAGS, { list: 9 }) tags: readonly string[];
  @OneOf(MODEL_STANDINGS) standing: string;
  @Day({ optional: true }) checkedOn: string | null;
  @Flag({ description: 'Nobody has looked for a year, or ever.' }) unchecked: boolean;
  @Flag({ description: 'Made up for a demonstration.' }) example: boolean;
  @Flag({ description: 'The reader may write it.' }) editable: boolean;
  @Nested(() => NamedView) keeper: NamedView;
  @Nested(() => NamedView, { optional: true }) contact: NamedView | null;
  @Nested(() => ModelUseView, { list: 60 }) uses: readonly ModelUseView[];
  @Nested(() => AgreementParametersDto, { optional: true }) template: AgreementParametersDto | null;
}

export class DistrictNameView {
  @Text({ max: 5 }) ags: string;
  @Text({ max: 120 }) name: string;
}

/** What an entry of the library can name. */
export class ModelChoicesView {
  @Nested(() => DistrictNameView, { list: 60 }) districts: readonly DistrictNameView[];
  @Nested(() => NamedView, { list: 5_000 }) contacts: readonly NamedView[];
}

const Count = (): PropertyDecorator => Whole({ min: 0, max: 10_000_000 });

/** A district in need, with the numbers it is read from: municipalities, or published referrals of a year. */
export class DistrictInNeedView extends DistrictNameView {
  @Count() part: number;
  @Count() of: number;
}

export class ModelNeedView {
  @OneOf(MODEL_NEEDS) need: string;
  @Nested(() => DistrictInNeedView, { list: 60, description: 'A local network gets those of its own area.' }) districts: readonly DistrictInNeedView[];
  @Id({ list: 500, description: 'Models that are in use in a district which does not have this need now, the best first.' }) closed: readonly string[];
  @Id({ list: 500, description: 'Models that say they would help.' }) others: readonly string[];
}

export class ModelNeedsView {
  @Nested(() => ModelNeedView, { list: 10 }) needs: readonly ModelNeedView[];
  @Day({ description: 'The Saturday whose weekend was looked at.' }) weekend: string;
  @Text({ max: 7, optional: true, description: 'The year of the published figures; null: none has settled.' }) year: string | null;
}

/** Published counts of a district and a year; null: hidden, or not told. */
export class YearOfDistrictView {
  @Text({ max: 7 }) year: string;
  @Whole({ min: 0, max: 10_000_000, optional: true }) referrals: number | null;
  @Whole({ min: 0, max: 10_000_000, optional: true, description: 'A first attempt within 24 hours.' }) attempt24: number | null;
  @Whole({ min: 0, max: 10_000_000, optional: true }) attempt72: number | null;
}

/** A district before a model began there and with it. */
export class ModelEffectView extends ModelUseView {
  @Nested(() => YearOfDistrictView) before: YearOfDistrictView;
  @Nested(() => YearOfDistrictView) after: YearOfDistrictView;
}

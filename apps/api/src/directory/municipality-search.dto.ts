import { Text } from '../http/fields.js';

export class MunicipalitySearchDto {
  @Text({ max: 60 }) q: string;
}

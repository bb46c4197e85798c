import { READ_PURPOSES, type ReadPurpose } from '#domain';
import { OneOf, Text } from '../http/fields.js';

export class ContactReadDto {
  @OneOf(READ_PURPOSES) purpose: ReadPurpose;
  @Text({ max: 500, optional: true, pii: 'free', description: 'The reason of an emergency; it is not stored, only that it was given.' }) reason?: string | null;
}

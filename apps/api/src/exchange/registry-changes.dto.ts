import { REGISTRY_READERS } from '#directory';
import { Instant, OneOf } from '../http/fields.js';

export class RegistryChangesDto {
  @Instant({ optional: true, description: '`until` of the feed that was taken over last; absent: everything.' }) since?: string;
  @OneOf(REGISTRY_READERS, { optional: true, description: 'Who fetches, so that the state office sees when; nothing else of the request is kept.' }) reader?: (typeof REGISTRY_READERS)[number];
}

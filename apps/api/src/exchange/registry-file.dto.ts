import type { RegistryLanguage } from '#directory';
import { OneOf } from '../http/fields.js';

export const REGISTRY_FORMATS = ['csv', 'xlsx'] as const;
export type RegistryFormat = (typeof REGISTRY_FORMATS)[number];

/** Which file of the registry is wanted. */
export class RegistryFileDto {
  @OneOf(REGISTRY_FORMATS) format: RegistryFormat;
  @OneOf(['de', 'en'], { optional: true, description: 'Of the headings; German unless it is said.' }) language?: RegistryLanguage;
}

import { Text } from '../http/fields.js';

export class CredentialsDto {
  @Text({ max: 254, pattern: /^\S+@\S+$/, pii: 'contact' }) email: string;
  @Text({ max: 256, pii: 'free' }) password: string;
}

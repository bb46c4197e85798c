import { QueryFlag, Text } from '../http/fields.js';

/** A form has about thirty short answers; 16,000 characters are several times what they can hold. */
const MAX_CHARACTERS = 16_000;

export class ReportDraftDto {
  @Text({ max: MAX_CHARACTERS, pii: 'contact', description: 'What stands in the form, as the page writes it; the server does not read it.' }) values: string;
}

export class ReportDraftQueryDto {
  @QueryFlag({ optional: true, description: 'True: with what was typed; else only from when it is.' }) values?: boolean;
}

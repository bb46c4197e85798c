import { Day, Text } from '../http/fields.js';

export class ExpertBodyDto {
  @Text({ max: 200, min: 3 }) name: string;
}

export class MandateDto {
  @Text({ max: 80, description: 'What the seat is called; two mandates of one seat never overlap.' }) seat: string;
  @Text({ max: 120, min: 3 }) delegate: string;
  @Text({ max: 120, optional: true }) deputy?: string | null;
  @Day() startsOn: string;
  @Day({ optional: true }) endsOn?: string | null;
}

export class MandateEndDto {
  @Day({ description: 'Its last day.' }) endsOn: string;
}

export class BodySittingDto {
  @Day() heldOn: string;
}

export class PositionPaperDto {
  @Text({ max: 200, min: 3 }) title: string;
  @Text({ max: 10_000, min: 3, pii: 'free', description: 'The position; nothing of any referral.' }) content: string;
}

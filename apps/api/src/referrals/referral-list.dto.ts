import { STATES, type State } from '#domain';
import type { ReferralListQuestion } from '#referrals';
import { OneOf, QueryFlag, QueryWhole, Text } from '../http/fields.js';

const PAGE = 50;

export class ReferralListDto {
  @Text({ max: 200, pattern: /^[A-Za-z0-9_-]+$/, optional: true, description: '`nextCursor` of the page before.' }) cursor?: string;
  @QueryWhole({ min: 1, max: 100, optional: true }) limit?: number;
  @OneOf(STATES, { optional: true }) state?: State;
  @QueryFlag({ optional: true }) overdue?: boolean;
  @OneOf(['me', 'nobody'], { optional: true }) assigned?: 'me' | 'nobody';
}

export const toListQuestion = ({ cursor, limit, state, overdue, assigned }: ReferralListDto): ReferralListQuestion => ({
  limit: limit ?? PAGE,
  ...(cursor !== undefined && { cursor }),
  ...(state !== undefined && { state }),
  ...(overdue !== undefined && { overdue }),
  ...(assigned !== undefined && { assigned }),
});

import { HUMAN_ROLES, ORGANISATION_KINDS } from '#domain';
import { Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

export class ActorView {
  @Id() userId: string;
  @Text({ max: 200 }) displayName: string;
  @OneOf(HUMAN_ROLES) role: string;
}

export class ActingOrganisationView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @OneOf(ORGANISATION_KINDS) kind: string;
}

/** Who acts for whom; the token goes back in the header `x-csrf-token` with every change. */
export class SessionView {
  @Nested(() => ActorView) actor: ActorView;
  @Nested(() => ActingOrganisationView) organisation: ActingOrganisationView;
  @Text({ max: 64 }) csrfToken: string;
  @Instant({ description: 'The end that nothing moves.' }) expiresAt: Date;
  @Whole({ min: 1, max: 1_440, description: 'Minutes without a request of a person after which the session ends.' }) idleMinutes: number;
}

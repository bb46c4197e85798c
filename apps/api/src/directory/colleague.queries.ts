import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain';
import { TenantDatabase } from '#persistence';

/** A person of the own organisation, as colleagues know her or him. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** Who works in the actor's own organisation; row-level security knows no other. */
@Injectable()
export class ColleagueQueries {
  constructor(private readonly database: TenantDatabase) {}

  /** By name; without those who may no longer sign in. */
  ofOrganisation(actor: Actor): Promise<readonly Colleague[]> {
    return this.database.inTenant(actor, (tx) =>
      tx.query<Colleague[]>('select id, display_name as name, role from app_user where organisation_id = $1 and disabled_at is null order by display_name, id', [actor.organisationId]),
    );
  }
}

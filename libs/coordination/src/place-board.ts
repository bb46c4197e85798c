import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import {
  freeNow, localDayOf, onwardRefusal, believedUntil, placeEntryFaults, placesNow, standingOf, type Actor, type PlaceCounts, type PlaceEntry, type PlaceStanding, type PlacesNow,
} from '#domain';
import type { PlaceEntryRow, TenantDatabase } from '#persistence';
import { PlanEntryRefused, PlanOvertaken } from './plan-refused.js';
import { OnwardRefused, ShelterNotFound } from './places-refused.js';

/** A shelter for men as it stands in the registry; it has no address anywhere. */
interface Shelter {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly languages: readonly string[];
  readonly accessibility: readonly string[];
}

/** A site of the board. Its numbers, and whether children may come along, are null unless its entry is current. */
export interface PlaceSite {
  readonly shelter: Shelter;
  readonly standing: PlaceStanding;
  /** 0: never entered. */
  readonly version: number;
  readonly notedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly places: number | null;
  readonly now: PlacesNow | null;
  readonly reservedUntil: Date | null;
  readonly children: boolean | null;
}

/** All sites by name. */
export interface Board {
  readonly sites: readonly PlaceSite[];
  /** Of the sites that are current, and of no other. */
  readonly freeNow: number;
  /** How many sites say nothing that may be believed. */
  readonly notCurrent: number;
}

/** The own site with every entry that was made, the newest first. */
export interface OwnPlaces {
  readonly site: PlaceSite;
  readonly entries: readonly PlaceEntry[];
  readonly validHours: number;
}

/** So many earlier entries are shown to the shelter itself. */
const ENTRIES_SHOWN = 30;

/**
 * The places of shelters for men, kept by the shelters themselves.
 * - An entry is believed until it expires; what is older says when it was, and no number.
 * - Every entry is a version; none is changed or deleted.
 * - Nothing of a referral comes in, and nothing is booked: the board says whom to telephone.
 */
export class PlaceBoard {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
    private readonly validHours: number,
  ) {}

  /** Every shelter for men. Work with perpetrators has no board: it is answered like an unknown address. */
  board(actor: Actor): Promise<Board> {
    const now = this.now();
    return this.database.inTenant(actor, async (tx) => {
      await refusePerpetratorWork(tx, actor);
      const entries = (await tx.query<PlaceEntryRow[]>('select distinct on (organisation_id) * from place_entry order by organisation_id, version desc')).map(toOwned);
      const found = (await shelters(tx, now)).map((shelter) => ({ shelter, entry: entries.find(({ centreId }) => centreId === shelter.id)?.entry ?? null }));
      const sites = found.map(({ shelter, entry }) => toSite(shelter, entry, now));
      return { sites, freeNow: freeNow(found.map(({ entry }) => entry), now), notCurrent: sites.filter(({ standing }) => standing !== 'current').length };
    });
  }

  /** The own site; throws `ShelterNotFound` for whoever is no shelter for men. */
  own(actor: Actor): Promise<OwnPlaces> {
    const now = this.now();
    return this.database.inTenant(actor, async (tx) => {
      const shelter = await ownShelter(tx, actor, now);
      const entries = (await tx.query<PlaceEntryRow[]>(`select * from place_entry where organisation_id = $1 order by version desc limit ${ENTRIES_SHOWN}`, [shelter.id])).map((row) => toOwned(row).entry);
      return { site: toSite(shelter, entries[0] ?? null, now), entries, validHours: this.validHours };
    });
  }

  /** Notes how many places are free, occupied and reserved; `expected`: the version that was read, 0 for the first. */
  note(actor: Actor, counts: PlaceCounts, expected: number, requestId: string): Promise<void> {
    const now = this.now();
    const faults = placeEntryFaults(counts, now);
    if (faults.length > 0) throw new PlanEntryRefused(faults);
    return this.database.inTenant(actor, async (tx) => {
      await ownShelter(tx, actor, now);
      await hold(tx, actor);
      const [newest] = await tx.query<Pick<PlaceEntryRow, 'version'>[]>('select version from place_entry where organisation_id = $1 order by version desc limit 1', [actor.organisationId]);
      const version = newest?.version ?? 0;
      if (version !== expected) throw new PlanOvertaken(version);
      const { places, free, occupied, reserved, reservedUntil, children } = counts;
      await tx.query(
        `insert into place_entry (organisation_id, version, places, free, occupied, reserved, reserved_until, children, noted_at, expires_at, recorded_by)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [actor.organisationId, version + 1, places, free, occupied, reserved, reservedUntil, children, now, believedUntil(now, this.validHours), actor.userId],
      );
      const { organisationId, userId: actorId, role } = actor;
      await appendAudit(tx, { chain: organisationId, at: now, actorId, organisationId, role, action: 'place.noted', referralId: null, fields: [], purpose: null, decision: 'allowed', requestId });
    });
  }

  /** Whether somebody may be sent on to a site on the strength of the version that was read; throws `OnwardRefused` with why not. Stores nothing. */
  async onwardTo(actor: Actor, centreId: string, version: number): Promise<PlaceSite> {
    const now = this.now();
    return this.database.inTenant(actor, async (tx) => {
      await refusePerpetratorWork(tx, actor);
      const shelter = (await shelters(tx, now)).find(({ id }) => id === centreId);
      if (shelter === undefined) throw new ShelterNotFound();
      const [row] = await tx.query<PlaceEntryRow[]>('select * from place_entry where organisation_id = $1 order by version desc limit 1', [centreId]);
      const entry = row === undefined ? null : toOwned(row).entry;
      const refusal = onwardRefusal(entry, version, now);
      if (refusal !== null) throw new OnwardRefused(refusal);
      return toSite(shelter, entry, now);
    });
  }
}

/** The own shelter; throws `ShelterNotFound` for whoever keeps none. */
export async function ownShelter(tx: EntityManager, actor: Actor, now: Date): Promise<Shelter> {
  const own = (await shelters(tx, now)).find(({ id }) => id === actor.organisationId);
  if (own === undefined) throw new ShelterNotFound();
  return own;
}

/** The active shelters that serve men, by name, as the registry has them today; of an entry's versions the newest that holds counts. */
const shelters = (tx: EntityManager, now: Date): Promise<readonly Shelter[]> =>
  tx.query<Shelter[]>(
    `select o.id, o.name, p.phone, p.languages, p.accessibility from organisation o
      join lateral (select * from centre_profile c where c.centre_id = o.id and c.valid_from <= $1 order by c.version desc limit 1) p on true
      where o.kind = 'centre' and o.active and p.kind = 'shelter' and 'men' = any (p.target_groups) order by o.name, o.id`,
    [localDayOf(now)],
  );

/** Nobody else of the shelter writes until the transaction ends; taken even while there is no entry to lock. */
async function hold(tx: EntityManager, { organisationId }: Actor): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('place_entry ' || $1, 0))`, [organisationId]);
}

async function refusePerpetratorWork(tx: EntityManager, { organisationId }: Actor): Promise<void> {
  const found = await tx.query<unknown[]>(`select 1 from centre_profile where centre_id = $1 and kind = 'perpetrator_work'`, [organisationId]);
  if (found.length > 0) throw new ShelterNotFound();
}

const toOwned = (row: PlaceEntryRow): { readonly centreId: string; readonly entry: PlaceEntry } => ({
  centreId: row.organisation_id,
  entry: {
    version: row.version, places: row.places, free: row.free, occupied: row.occupied, reserved: row.reserved, reservedUntil: row.reserved_until, children: row.children,
    notedAt: row.noted_at, expiresAt: row.expires_at,
  },
});

function toSite(shelter: Shelter, entry: PlaceEntry | null, at: Date): PlaceSite {
  const now = placesNow(entry, at);
  return {
    shelter, now, standing: standingOf(entry, at), version: entry?.version ?? 0, notedAt: entry?.notedAt ?? null, expiresAt: entry?.expiresAt ?? null,
    places: now === null || entry === null ? null : entry.places,
    reservedUntil: now === null || now.reserved === 0 ? null : (entry?.reservedUntil ?? null),
    children: now === null ? null : (entry?.children ?? null),
  };
}

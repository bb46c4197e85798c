import { organisationIdOf, readRegistry, regions } from '#directory';
import { addDays, localDayOf, weekdayOf, type EventName, type State } from '#domain';
import { seededRandom, type Random } from './random.js';
import { demoWorld } from './world.js';

/** A made-up past: so many referrals between two instants. The same seed gives the same past. */
export interface PastOptions {
  readonly seed: number;
  readonly count: number;
  readonly from: Date;
  readonly until: Date;
}

/** A referral that is over, purged, and known by its history alone. */
export interface PastReferral {
  readonly id: string;
  readonly deploymentId: string;
  readonly ags: string;
  readonly policeAuthorityId: string;
  readonly centreId: string;
  readonly events: readonly PastEvent[];
}

export interface PastEvent {
  readonly event: EventName;
  readonly from: State | null;
  readonly to: State;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Referrals in the order of their submission, places by population. Every district has a pace of its own and every fourth nobody at the weekend; the
 * shares (declined, never tried, reached, and what came of it) are assumptions, not findings. ASSUMPTION(adr-0007)
 */
export function* madeUpPast({ seed, count, from, until }: PastOptions): Generator<PastReferral> {
  const random = seededRandom(seed);
  const places = placesByPopulation(from);
  const step = (until.getTime() - from.getTime()) / count;
  for (let index = 0; index < count; index += 1) {
    const at = new Date(Math.floor((from.getTime() + (index + random.next()) * step) / 1000) * 1000);
    yield pastReferral(random, random.weighted(places), at);
  }
}

interface PastPlace {
  readonly ags: string;
  readonly policeAuthorityId: string;
  readonly centreId: string;
  readonly pace: number;
  readonly closedAtWeekends: boolean;
}

/** The municipalities of every district with its share of the population; where the demo has no centre, the one at hand. */
function placesByPopulation(now: Date): readonly (readonly [PastPlace, number])[] {
  const { municipalities } = readRegistry();
  const centres = demoWorld(now).centres.filter(({ kind }) => kind === 'intervention' || kind === 'womens_counselling');
  return regions().filter(({ level }) => level === 'district').flatMap(({ key, population }, number) => {
    const inside = municipalities.filter(({ districtAgs }) => districtAgs === key);
    return inside.map(({ ags, policeAuthorityCode }): readonly [PastPlace, number] => {
      const centre = centres.find(({ catchment }) => catchment.includes(ags)) ?? centres[number % centres.length];
      const place = { ags, policeAuthorityId: organisationIdOf(policeAuthorityCode), centreId: centre?.id ?? '', pace: 0.55 + ((number * 37) % 53) / 40, closedAtWeekends: number % 4 === 1 };
      return [place, (population ?? 0) / inside.length];
    });
  });
}

function pastReferral(random: Random, place: PastPlace, submittedAt: Date): PastReferral {
  const life = new Life(random, place, submittedAt);
  if (random.chance(0.02)) life.add('withdraw', 'withdrawn', life.after(1), { reason: 'error' });
  else live(life, random);
  return { id: uuid(random), deploymentId: uuid(random), ags: place.ags, policeAuthorityId: place.policeAuthorityId, centreId: place.centreId, events: life.events };
}

function live(life: Life, random: Random): void {
  if (random.chance(0.07)) {
    life.add('decline', 'declined', life.wait(5), { reason: random.chance(0.6) ? 'capacity' : 'language' });
    life.add('reassign', 'submitted', life.after(-Math.log(1 - random.next()) * 5), { centreId: life.place.centreId });
  }
  life.add('accept', 'accepted', life.wait(5), {});
  if (random.chance(0.95)) {
    const result = random.weighted([['counselled_now', 36], ['appointment', 19], ['declined_offer', 13], ['already_supported', 6], [null, 26]] as const);
    const attemptedAt = life.wait(12);
    life.add('record_attempt', 'contacting', attemptedAt, { channel: 'phone', result: 'no_answer', at: attemptedAt.toISOString() });
    if (result !== null) {
      const reachedAt = random.chance(0.5) ? life.after(0.1) : life.wait(22);
      life.add('record_reached', 'reached', reachedAt, { result, at: reachedAt.toISOString() });
      life.close(OUTCOME_OF[result], random.whole(18, 32));
      return;
    }
  }
  life.close(random.weighted([['not_reached', 62], ['wrong_data', 18], ['unsafe_to_contact', 9], ['consent_withdrawn', 11]] as const), random.whole(18, 32));
}

const OUTCOME_OF = { counselled_now: 'counselled', appointment: 'appointment', declined_offer: 'declined_by_person', already_supported: 'already_supported' } as const;

/** A referral from its submission on; each step comes after the one before. */
class Life {
  readonly events: PastEvent[] = [];

  constructor(
    private readonly random: Random,
    readonly place: PastPlace,
    private readonly submittedAt: Date,
  ) {
    const createdAt = new Date(submittedAt.getTime() - 5 * 60_000);
    this.events.push({ event: 'create', from: null, to: 'draft', at: createdAt, data: {} });
    const consentAt = new Date(createdAt.getTime() - Math.floor(random.next() * 14 * 3600) * 1000);
    const measure = random.chance(0.8) ? { measureUntil: addDays(localDayOf(createdAt), 10) } : {};
    this.add('submit', 'submitted', submittedAt, { centreId: place.centreId, consentAt: consentAt.toISOString(), ...measure });
  }

  add(event: EventName, to: State, at: Date, data: PastEvent['data']): void {
    this.events.push({ event, from: this.events.at(-1)?.to ?? null, to, at, data });
  }

  after(hours: number): Date {
    return new Date((this.events.at(-1)?.at ?? this.submittedAt).getTime() + Math.ceil((hours * HOUR) / 1000) * 1000);
  }

  /** A wait at the district's pace, over the weekend where nobody is there. */
  wait(meanHours: number): Date {
    const until = this.after(-Math.log(1 - this.random.next()) * meanHours * this.place.pace);
    const weekday = weekdayOf(localDayOf(until));
    return this.place.closedAtWeekends && weekday > 5 ? new Date(until.getTime() + (8 - weekday) * DAY) : until;
  }

  close(outcome: string, days: number): void {
    const at = new Date(Math.max(this.submittedAt.getTime() + days * DAY, this.after(1).getTime()));
    if (outcome === 'consent_withdrawn') this.add('withdraw_consent', 'closed', at, {});
    else this.add('close', 'closed', at, { outcome });
  }
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => random.whole(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

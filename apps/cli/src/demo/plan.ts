import { addDays, instantAt, localDayOf, measureLastDay, ruleSetFor, weekdayOf, type FieldGroup, type TargetGroup } from '#domain';
import type { NewReferral } from '#referrals';
import { fictionalContact } from './fictional-person.js';
import { openNow } from './open-now.js';
import { staffOf } from './people.js';
import { seededRandom, type Random } from './random.js';
import { NEED_ANOTHER_CENTRE, NEED_OTHER_SUITABLE, STORIES, type StoryName } from './stories.js';
import { Story, type Opening, type PlannedReferral } from './story.js';
import { candidates, demoWorld, weightedAuthorities, type DemoWorld } from './world.js';

/** What a plan is made from; the same values give the same plan. */
export interface PlanOptions {
  readonly now: Date;
  readonly seed: number;
  /** How far back the demo begins. */
  readonly days: number;
  /** How many referrals besides those that show every story once and every state now. */
  readonly count: number;
}

/** A seeded plan: who does what when, about fictional people. */
export interface DemoPlan {
  readonly seed: number;
  readonly referrals: readonly PlannedReferral[];
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const GROUPS: readonly (readonly [FieldGroup, number])[] = [
  ['communication', 0.9],
  ['household', 0.8],
  ['deployment', 0.9],
  ['risk', 0.75],
  ['other_person', 0.7],
  ['feedback', 0.6],
];
const STORY_WEIGHTS = Object.entries(STORIES).map(([name, [weight]]) => [name as StoryName, weight] as const);
// The stories whose every step is known to the named persons of a sealed referral.
const SEALABLE: readonly StoryName[] = ['counselled', 'appointment', 'not_reached'];

/** Every story once, long enough ago to have ended; referrals of every state around now; and the rest over the days, Mondays heavier. */
export function planDemo(options: PlanOptions): DemoPlan {
  const random = seededRandom(options.seed);
  const world = demoWorld(options.now);
  const referrals: PlannedReferral[] = [];
  const add = (referral: PlannedReferral | null): void => {
    if (referral !== null && referral.createdAt < options.now) referrals.push(referral);
  };
  let last = 0;
  const next = (): number => (last += 1);
  const tell = (name: StoryName, createdAt: Date): void => add(tellStory(random, world, name, createdAt, next()));
  const early = addDays(localDayOf(options.now), -options.days);

  for (const name of Object.keys(STORIES) as StoryName[])
    tell(name, momentOf(random, addDays(early, random.whole(0, Math.floor(options.days / 3)))));
  for (const name of SEALABLE)
    add(tellStory(random, world, name, momentOf(random, addDays(early, random.whole(0, 20))), next(), { sealed: true }));
  for (const path of ['forgotten', 'withdrawn', 'consent_withdrawn', 'submitted_later'] as const) {
    add(tellDraft(random, world, path, momentOf(random, addDays(early, random.whole(0, 20))), next()));
  }
  for (const day of spread(random, early, options)) tell(random.weighted(STORY_WEIGHTS), momentOf(random, day));
  for (const referral of openNow(random, world, (opening) => openingOf(random, world, { number: next(), ...opening }), toPlanned))
    add(referral);
  return { seed: options.seed, referrals };
}

/** Days for so many referrals, Mondays heavier: what happens at the weekend is often entered then. */
function spread(random: Random, early: string, { days, count }: PlanOptions): readonly string[] {
  const weights = Array.from({ length: days + 1 }, (_, index) => addDays(early, index)).map(
    (day) => [day, WEEKDAYS[weekdayOf(day)] ?? 1] as const,
  );
  return Array.from({ length: count }, () => random.weighted(weights)).sort();
}
const WEEKDAYS: Readonly<Record<number, number>> = { 1: 2.2, 2: 1, 3: 0.9, 4: 0.9, 5: 1, 6: 1.2, 7: 1.2 };

function momentOf(random: Random, day: string): Date {
  const hour = random.weighted([
    [1, 6],
    [7, 3],
    [9, 10],
    [11, 8],
    [14, 7],
    [17, 10],
    [20, 14],
    [22, 14],
  ]);
  return new Date(
    instantAt(day, `${String(hour).padStart(2, '0')}:00`).getTime() + random.whole(0, 110) * MINUTE + random.whole(0, 59) * 1000,
  );
}

function tellStory(
  random: Random,
  world: DemoWorld,
  name: StoryName,
  createdAt: Date,
  number: number,
  wish: Partial<OpeningWish> = {},
): PlannedReferral | null {
  const sealed = wish.sealed ?? (SEALABLE.includes(name) && random.chance(0.02));
  const openings = Array.from({ length: NEED_ANOTHER_CENTRE.includes(name) ? 20 : 1 }, () =>
    openingOf(random, world, {
      number,
      story: name,
      createdAt,
      ...wish,
      sealed,
      ...(NEED_OTHER_SUITABLE.includes(name) && { scope: 'other_suitable' as const }),
    }),
  );
  const told = openings.flatMap((opening) => (opening === null ? [] : new Story(opening, random, world)));
  const story = told.find((each) => openings.length === 1 || each.otherCentre() !== undefined) ?? told[0];
  if (story === undefined) return null;
  STORIES[name][1](story);
  return toPlanned(random, story, { submit: true, measure: name === 'measure_moves' || random.chance(0.65) });
}

function tellDraft(
  random: Random,
  world: DemoWorld,
  path: 'forgotten' | 'withdrawn' | 'consent_withdrawn' | 'submitted_later',
  createdAt: Date,
  number: number,
): PlannedReferral | null {
  const opening = openingOf(random, world, { number, story: `draft_${path}`, createdAt });
  if (opening === null) return null;
  const story = new Story(opening, random, world);
  story.wait(20, 200);
  if (path === 'withdrawn') story.byPolice('officer', { event: 'withdraw', data: { reason: 'error' } });
  if (path === 'consent_withdrawn')
    story.byPolice('officer', { event: 'withdraw_consent', data: { heardBy: 'in_person', heardAt: story.at } });
  if (path === 'submitted_later') {
    story.byPolice('officer', { event: 'submit', data: { centreId: opening.centre.id } });
    STORIES.counselled[1](story);
  }
  return toPlanned(random, story, { submit: false, measure: false });
}

/** What is wished for an opening; all else is left to chance. */
export interface OpeningWish {
  readonly number: number;
  readonly story: string;
  readonly createdAt: Date;
  readonly authorityCode?: string;
  readonly sealed?: boolean;
  readonly anyTime?: boolean;
  readonly scope?: Opening['scope'];
  readonly risk?: 'none' | 'raised' | 'high';
}

/** Who, where, for whom and to which centre; null when no centre serves anybody there, which the gaps of the catalogue allow. */
export function openingOf(random: Random, world: DemoWorld, wish: OpeningWish): Opening | null {
  const authorityCode = wish.authorityCode ?? random.weighted(weightedAuthorities()).code;
  const place = random.pick(world.placesOf(authorityCode));
  const targetGroup: TargetGroup = random.weighted([
    ['women', 78],
    ['men', 12],
    ['lsbtiq', 4],
    ['minors', 6],
  ]);
  const question = { ags: place.ags, languages: [], at: wish.createdAt, excludedCentreIds: [], consent: null };
  const wanted = candidates(world, { ...question, targetGroup, minor: targetGroup === 'minors' });
  const group = wanted.length > 0 ? targetGroup : 'women';
  const minor = group === 'minors';
  const found = wanted.length > 0 ? wanted : candidates(world, { ...question, targetGroup: group, minor });
  const centre = found[random.chance(0.8) ? 0 : found.length - 1];
  if (centre === undefined) return null;
  const groups: FieldGroup[] = [
    'core',
    'safe_contact',
    ...GROUPS.filter(([, probability]) => random.chance(probability)).map(([name]) => name),
  ];
  const risk =
    wish.risk ??
    random.weighted([
      ['none', 67],
      ['raised', 25],
      ['high', 8],
    ]);
  if (risk === 'high' && !groups.includes('risk')) groups.push('risk');
  return {
    number: wish.number,
    story: wish.story,
    authorityCode,
    place,
    createdAt: wish.createdAt,
    creator: random.pick(staffOf(authorityCode, wish.sealed === true ? 'victim_protection' : 'officer')),
    targetGroup: group,
    minor,
    contact: fictionalContact(random, {
      number: wish.number,
      male: group === 'men',
      minor,
      postcode: place.postcode,
      place: place.name,
      risk,
      at: wish.createdAt,
      anyTime: wish.anyTime ?? random.chance(0.6),
      letter: random.chance(0.5),
      groups,
    }),
    scope: wish.scope ?? (random.chance(0.65) ? 'other_suitable' : 'named_centre'),
    groups,
    centre,
    sealed: wish.sealed ?? false,
  };
}

/** The opening as the police enter it, with the story's steps. */
export function toPlanned(
  random: Random,
  story: Story,
  { submit, measure }: { readonly submit: boolean; readonly measure: boolean },
): PlannedReferral {
  const { opening, steps } = story;
  const { createdAt } = opening;
  const occurredAt = new Date(createdAt.getTime() - random.whole(1, 7) * HOUR);
  const givenAt = new Date(occurredAt.getTime() + random.whole(20, 55) * MINUTE);
  const orderedAt = new Date(occurredAt.getTime() + 30 * MINUTE);
  const referral: NewReferral = {
    incident: { ags: opening.place.ags, occurredAt },
    whereaboutsAgs: opening.place.ags,
    targetGroup: opening.targetGroup,
    contact: opening.contact,
    consent: {
      scope: opening.scope,
      groups: opening.groups,
      form: random.pick(['signed', 'oral', 'digital']),
      givenAt,
      explainedIn: opening.contact.communication?.language ?? 'de',
      interpreterPresent: opening.contact.communication?.interpreter ?? false,
    },
    centreId: opening.centre.id,
    measure: measure
      ? {
          orderedAt,
          lastDayOn: measureLastDay(orderedAt, ruleSetFor(localDayOf(orderedAt))),
        }
      : null,
    flags: {
      addressBlock: random.chance(0.06),
      minor: opening.minor,
      mutualAllegation: random.chance(0.03),
      onBehalf: opening.minor && random.chance(0.3),
      minorCapacityConfirmed: opening.minor,
      partyToCase: false,
      sealedFor: opening.sealed ? staffOf(opening.authorityCode, 'police_lead').map(({ userId }) => userId) : null,
      // Of two counsellors one knows the family; the other can still take it.
      excludedUserIds: opening.sealed
        ? staffOf(opening.centre.code, 'counsellor')
            .slice(0, 1)
            .map(({ userId }) => userId)
        : [],
    },
  };
  return { number: opening.number, story: opening.story, createdAt, creator: opening.creator, referral, submit, steps };
}

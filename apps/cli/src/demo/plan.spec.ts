import { HUMAN_EVENTS, HUMAN_ROLES, OUTCOMES } from '#domain';
import { planDemo, type DemoPlan } from './plan.js';
import { DEMO_USERS, demoLogins } from './people.js';
import { seededRandom } from './random.js';

const NOW = new Date('2027-02-10T09:30:00Z');
const SEED = 20270210;
const plan = planDemo({ now: NOW, seed: SEED, days: 90, count: 150 });
const small = planDemo({ now: NOW, seed: SEED, days: 90, count: 0 });
const played = (from: DemoPlan) => from.referrals.map((each) => ({ ...each, steps: each.steps.filter((step) => step.at <= NOW) }));

describe('the plan of the demo', () => {
  it('is the same for the same seed and another for another', () => {
    expect(JSON.stringify(planDemo({ now: NOW, seed: SEED, days: 90, count: 150 }))).toBe(JSON.stringify(plan));
    expect(JSON.stringify(small)).not.toBe(JSON.stringify(planDemo({ now: NOW, seed: SEED + 1, days: 90, count: 0 })));
  });

  it('lets every event of a person happen and every outcome occur, even when it is small', () => {
    const steps = played(small).flatMap((each) => each.steps);
    const events = new Set<string>(['create', ...steps.map((step) => step.input.event)]);
    expect(HUMAN_EVENTS.filter((event) => !events.has(event))).toEqual([]);
    const outcomes = new Set<string>([
      'consent_withdrawn',
      'not_placeable',
      ...steps.flatMap((step) => (step.input.event === 'close' ? [step.input.data.outcome] : [])),
    ]);
    expect(OUTCOMES.filter((outcome) => !outcomes.has(outcome))).toEqual([]);
  });

  it('keeps the steps of a referral in order of time, after its creation', () => {
    const outOfOrder = plan.referrals.filter((each) =>
      [each.createdAt, ...each.steps.map((step) => step.at)].some((at, index, all) => index > 0 && at < (all[index - 1] ?? at)),
    );
    expect(outOfOrder.map((each) => each.story)).toEqual([]);
  });

  it('numbers every referral once', () => expect(new Set(plan.referrals.map(({ number }) => number)).size).toBe(plan.referrals.length));

  it('has heavier Mondays than any other day', () => {
    const perDay = [0, 0, 0, 0, 0, 0, 0];
    for (const each of plan.referrals) perDay[each.createdAt.getUTCDay()] = (perDay[each.createdAt.getUTCDay()] ?? 0) + 1;
    expect(Math.max(...perDay)).toBe(perDay[1]);
  });

  it('names nobody who could exist', () => {
    expect(plan.referrals.filter((each) => !/^Testperson .* Muster \d{3,} \(fiktiv\)$/.test(each.referral.contact.core.name))).toEqual([]);
    const numbers = new Set(plan.referrals.flatMap((each) => each.referral.contact.core.phones.map((phone) => phone.number)));
    expect([...numbers].filter((number) => !/^(0221 4710 \d{3}|030 23125 \d{3}|0152 28817386|0172 9980752)$/.test(number))).toEqual([]);
    expect(DEMO_USERS.filter((user) => !user.displayName.endsWith('(fiktiv)') || !user.email.endsWith('.example'))).toEqual([]);
  });

  it('touches men, minors, sealed and high-risk referrals and both scopes of consent', () => {
    const some = (test: (each: (typeof plan.referrals)[number]) => boolean): boolean => plan.referrals.some(test);
    expect(some(({ referral }) => referral.targetGroup === 'men')).toBe(true);
    expect(some(({ referral }) => referral.flags.minor && referral.flags.minorCapacityConfirmed)).toBe(true);
    expect(some(({ referral }) => referral.flags.sealedFor !== null)).toBe(true);
    expect(some(({ referral }) => referral.contact.risk?.level === 'high')).toBe(true);
    expect(new Set(plan.referrals.map(({ referral }) => referral.consent?.scope))).toEqual(new Set(['named_centre', 'other_suitable']));
  });

  it('shows one login for every role', () => expect(new Set(demoLogins().map(({ role }) => role)).size).toBe(HUMAN_ROLES.length));
});

describe('the seeded source of chance', () => {
  it('picks by weight', () => {
    const random = seededRandom(7);
    const heavy = Array.from({ length: 1000 }, () =>
      random.weighted([
        ['light', 1],
        ['heavy', 9],
      ]),
    ).filter((each) => each === 'heavy').length;
    expect(heavy).toBeGreaterThan(850);
    expect(heavy).toBeLessThan(950);
  });
});

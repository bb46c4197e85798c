import { spanOf, type Outcome, type PathStep, type Period, type ReferralFacts } from '#domain';
import { seededRandom } from '../../apps/cli/src/demo/random.js';

/** A made-up referral by what its path is counted from. */
export interface MadeUpPath {
  readonly quarter: Period;
  readonly policeAuthorityId: string;
  readonly centreId: string;
  readonly facts: ReferralFacts;
}

const HOUR = 3_600_000;
const OUTCOMES: readonly Outcome[] = ['counselled', 'declined_by_person', 'not_reached', 'consent_withdrawn', 'other'];

/** The steps that a referral may come by, with shares of their own in every population: often two or three paths are common and a dozen are rare. */
function shape(random: ReturnType<typeof seededRandom>): () => readonly PathStep[] {
  const [declines, reroutes, attempts, reaches] = [0.02 + random.next() * 0.3, random.next(), 0.7 + random.next() * 0.3, 0.2 + random.next() * 0.75];
  return () => {
    const declined = random.chance(declines);
    const stuck = declined && !random.chance(reroutes);
    const attempted = !stuck && random.chance(attempts);
    const reached = attempted && random.chance(reaches);
    const steps: PathStep[] = ['submitted', declined ? 'declined' : 'answered'];
    if (declined && !stuck) steps.push('rerouted');
    if (attempted && !(reached && random.chance(0.5))) steps.push('attempted');
    if (reached) steps.push('reached');
    return steps;
  };
}

/** A Land of few referrals in each quarter, so that much has to be hidden; the same seed gives the same. */
export function madeUpPaths(quarters: readonly Period[], seed: number): readonly MadeUpPath[] {
  const random = seededRandom(seed);
  const next = shape(random);
  const ends = random.next() * 0.2 + 0.8;
  const [authorities, centres] = [random.whole(4, 40), random.whole(3, 20)];
  return quarters.flatMap((quarter) => {
    const { from } = spanOf(quarter);
    return Array.from({ length: random.whole(20, 300) }, (): MadeUpPath => {
      const steps = next();
      const submittedAt = new Date(from.getTime() + random.whole(0, 80) * 24 * HOUR);
      const at = (step: PathStep): Date | null => (steps.includes(step) ? new Date(submittedAt.getTime() + (steps.indexOf(step) * 10 + random.whole(0, 9)) * HOUR) : null);
      const declinedAt = at('declined');
      const reachedAt = at('reached');
      const closed = random.chance(ends);
      const outcome = reachedAt === null ? random.weighted([[OUTCOMES[2], 70], [OUTCOMES[3], 20], [OUTCOMES[4], 10]] as const) : random.weighted([[OUTCOMES[0], 60], [OUTCOMES[1], 35], [OUTCOMES[4], 5]] as const);
      return {
        quarter, policeAuthorityId: `authority-${random.whole(1, authorities)}`, centreId: `centre-${random.whole(1, centres)}`,
        facts: {
          submittedAt, consentAt: null, centreId: null, answeredAt: declinedAt ?? at('answered'), declinedAt, declineReason: null, reroutedAt: at('rerouted'), firstAttemptAt: at('attempted') ?? reachedAt, reachedAt,
          reachedResult: null, measureUntil: null, closedAt: closed ? new Date(submittedAt.getTime() + 700 * HOUR) : null, outcome: closed ? (outcome ?? null) : null, withdrawn: false,
        },
      };
    });
  });
}

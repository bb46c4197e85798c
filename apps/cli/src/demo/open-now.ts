import type { Random } from './random.js';
import { Story, type Opening, type PlannedReferral } from './story.js';
import type { DemoWorld } from './world.js';

const HOUR = 3_600_000;

/** The opening that a scene asks for. */
interface SceneOpening {
  readonly story: string;
  readonly createdAt: Date;
  readonly authorityCode: string;
  readonly anyTime: true;
  readonly risk?: 'none' | 'high';
}

interface Scene {
  readonly name: string;
  /** Hours before now at which it was handed over. */
  readonly hoursAgo: number;
  readonly draft?: true;
  readonly risk?: 'high';
  readonly tell?: (story: Story) => void;
}

const acceptAfter =
  (minutes: number) =>
  (story: Story): Story =>
    story.wait(minutes).byCentre('counsellor', { event: 'accept', data: { conflictOfInterest: false } });

/** One referral of every open state around now, some overdue; at any hour of the day, so that a demo started at night is alive too. */
const SCENES: readonly Scene[] = [
  { name: 'draft', hoursAgo: 2, draft: true },
  { name: 'submitted', hoursAgo: 1 },
  { name: 'submitted_high_risk', hoursAgo: 3, risk: 'high' },
  { name: 'submitted_overdue', hoursAgo: 24 * 6 },
  { name: 'accepted', hoursAgo: 6, tell: (story) => acceptAfter(90)(story) },
  { name: 'accepted_overdue', hoursAgo: 24 * 5, tell: (story) => acceptAfter(300)(story) },
  {
    name: 'contacting',
    hoursAgo: 50,
    tell: (story) => acceptAfter(120)(story).wait(200).attempt('no_answer').wait(1400).attempt('voicemail_not_used'),
  },
  { name: 'contacting_frozen', hoursAgo: 40, tell: (story) => acceptAfter(60)(story).wait(120).attempt('unsafe') },
  {
    name: 'contacting_paused',
    hoursAgo: 20,
    tell: (story) => {
      acceptAfter(60)(story).wait(60).attempt('call_back_agreed');
      const until = new Date(story.at.getTime() + 48 * HOUR);
      story
        .wait(3)
        .byCentre('counsellor', { event: 'pause_clock', data: { clock: 'attempt_series', reason: 'person_asked_later', until } });
    },
  },
  {
    name: 'recall_waiting',
    hoursAgo: 9,
    tell: (story) =>
      acceptAfter(60)(story)
        .wait(90)
        .byPolice('officer', { event: 'recall', data: { reason: 'duplicate' } }),
  },
  {
    name: 'returned',
    hoursAgo: 5,
    tell: (story) => story.wait(90).byCentre('counsellor', { event: 'return', data: { reason: 'wrong_number' } }),
  },
  {
    name: 'returned_overdue',
    hoursAgo: 30,
    tell: (story) => story.wait(120).byCentre('counsellor', { event: 'return', data: { reason: 'identity_unclear' } }),
  },
  { name: 'declined', hoursAgo: 4, tell: (story) => decline(story.wait(100)) },
  { name: 'declined_overdue', hoursAgo: 28, tell: (story) => decline(story.wait(180)) },
  { name: 'reached', hoursAgo: 26, tell: (story) => acceptAfter(60)(story).wait(240).reach('appointment') },
  {
    name: 'closed',
    hoursAgo: 60,
    tell: (story) => acceptAfter(60)(story).wait(240).reach('counselled_now').wait(1600).close('counselled'),
  },
  {
    name: 'withdrawn',
    hoursAgo: 7,
    tell: (story) => story.wait(8).byPolice('officer', { event: 'withdraw', data: { reason: 'duplicate' } }),
  },
];

const decline = (story: Story): Story =>
  story.byCentre('centre_lead', { event: 'decline', data: { reason: 'capacity', suggestedCentreId: story.otherCentre()?.id ?? null } });

/** The authorities at which every scene stands, so that the shown logins and their neighbours have something to do. */
const STAGES = ['PP-Duesseldorf', 'PP-Koeln', 'PP-Dortmund'];

/** The referrals that are open when the demo ends. */
export function openNow(
  random: Random,
  world: DemoWorld,
  open: (opening: SceneOpening) => Opening | null,
  toPlanned: (random: Random, story: Story, options: { readonly submit: boolean; readonly measure: boolean }) => PlannedReferral,
): readonly PlannedReferral[] {
  return STAGES.flatMap((authorityCode) =>
    SCENES.flatMap((scene) => {
      const createdAt = new Date(world.now.getTime() - scene.hoursAgo * HOUR - random.whole(0, 40) * 60_000);
      const opening = open({ story: `now_${scene.name}`, createdAt, authorityCode, anyTime: true, risk: scene.risk ?? 'none' });
      if (opening === null) return [];
      const story = new Story(opening, random, world);
      scene.tell?.(story);
      return [toPlanned(random, story, { submit: scene.draft !== true, measure: random.chance(0.7) })];
    }),
  );
}

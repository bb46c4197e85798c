import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { EventName } from '#domain';
import {
  ContactReadRefused,
  ReferralRefused,
  StaleVersion,
  type ClockService,
  type ContactReader,
  type EventInput,
  type ReferralService,
} from '#referrals';
import type { DemoPlan } from './plan.js';
import type { PlannedReferral, PlannedStep } from './story.js';

/** The use cases that a plan is played through, all on one moved source of time. */
export interface Stage {
  readonly referrals: ReferralService;
  readonly reader: ContactReader;
  readonly clocks: ClockService;
  /** As app_clock: only asked what comes next. */
  readonly clockDatabase: DataSource;
  /** Sets the instant that every use case takes for now. */
  moveTo(at: Date): void;
}

/** What was played. `refused` names each story that a rule ended early, as `story: event code`. */
export interface PlayReport {
  readonly referrals: number;
  readonly events: number;
  readonly rungs: number;
  readonly purged: number;
  readonly refused: readonly string[];
}

interface Played {
  readonly id: string;
  version: number;
  contactVersion: number;
  attempts: number;
}

type Scene = { readonly at: Date; readonly planned: PlannedReferral; readonly step: PlannedStep | null };

/** Events that write a new contact version, which the next attempt must quote. */
const WRITES_CONTACT: ReadonlySet<EventName> = new Set<EventName>(['correct', 'supplement', 'update_contact', 'forward']);

/**
 * Plays a plan up to `end` in order of time, as people and the worker would: before each step every clock that was due in between has fired at its own
 * instant. A refused step ends its story, and is told: the rules, not the plan, have the last word.
 */
export async function play(plan: DemoPlan, stage: Stage, end: Date): Promise<PlayReport> {
  const scenes = plan.referrals
    .flatMap((planned): Scene[] => [
      { at: planned.createdAt, planned, step: null },
      ...planned.steps.map((step) => ({ at: step.at, planned, step })),
    ])
    .filter((scene) => scene.at < end)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const played = new Map<number, Played>();
  const refused: string[] = [];
  const passed = { rungs: 0, purged: 0 };
  let events = 0;
  for (const { at, planned, step } of scenes) {
    await passTime(stage, at, passed);
    stage.moveTo(at);
    try {
      if (step === null) played.set(planned.number, await create(stage, planned, plan.seed));
      else {
        const referral = played.get(planned.number);
        if (referral === undefined) continue;
        await apply(stage, referral, step);
      }
      events += step === null && planned.submit ? 2 : 1;
    } catch (error) {
      const where = `${planned.story}: ${step?.input.event ?? 'create'}`;
      if (!(error instanceof ReferralRefused || error instanceof ContactReadRefused))
        throw new Error(`the demo broke off at ${where} of ${at.toISOString()}`, { cause: error });
      refused.push(`${where} ${error.code}`);
      played.delete(planned.number);
    }
  }
  await passTime(stage, end, passed);
  stage.moveTo(end);
  return { referrals: plan.referrals.length, events, ...passed, refused };
}

async function create(stage: Stage, { number, creator, referral, submit }: PlannedReferral, seed: number): Promise<Played> {
  const idempotencyKey = `demo-${seed}-${number}`;
  const { id, version } = await stage.referrals.create(creator, referral, {
    idempotencyKey,
    requestHash: createHash('sha256').update(idempotencyKey).digest('hex'),
    submit,
    requestId: null,
  });
  return { id, version, contactVersion: 1, attempts: 0 };
}

async function apply(stage: Stage, referral: Played, { actor, input }: PlannedStep): Promise<void> {
  if (input.event === 'record_attempt') {
    // Who rings has looked up the number before.
    await stage.reader.read(actor, referral.id, {
      purpose: referral.attempts === 0 ? 'first_contact' : 'repeat_attempt',
      text: null,
      requestId: null,
    });
    referral.attempts += 1;
  }
  const say = (expectedVersion: number): Promise<{ readonly version: number }> =>
    stage.referrals.apply(actor, referral.id, quoting(input, referral.contactVersion), { expectedVersion, requestId: null });
  const { version } = await say(referral.version).catch((error: unknown) => {
    // The system let a pause end meanwhile; a person would look again.
    if (error instanceof StaleVersion) return say(error.current);
    throw error;
  });
  referral.version = version;
  if (WRITES_CONTACT.has(input.event)) referral.contactVersion += 1;
}

function quoting(input: EventInput, contactVersion: number): EventInput {
  return input.event === 'record_attempt' ? { event: input.event, data: { ...input.data, contactVersion } } : input;
}

/** What comes next up to an instant: a purge before an alarm about it, then a rung, then the end of a pause. */
const NEXT = `
  select at, kind from (
    (select next_rung_at as at, case kind when 'retention' then 'purge' else 'rung' end as kind from clock
     where settled_at is null and paused_at is null and next_rung_at <= $1 order by next_rung_at, kind = 'retention' desc limit 1)
    union all
    (select paused_until, 'resume' from clock where settled_at is null and paused_at is not null and paused_until <= $1 order by paused_until limit 1)
  ) due order by at, kind limit 1`;

/** Lets the worker's part happen, each thing at its own instant. */
async function passTime({ clocks, clockDatabase, moveTo }: Stage, until: Date, passed: { rungs: number; purged: number }): Promise<void> {
  for (;;) {
    const [next] = await clockDatabase.query<readonly { readonly at: Date; readonly kind: 'purge' | 'rung' | 'resume' }[]>(NEXT, [until]);
    if (next === undefined) return;
    moveTo(next.at);
    const purged = next.kind === 'purge' ? await clocks.purgeDue() : 0;
    const resumed = next.kind === 'resume' ? await clocks.resumeDue() : 0;
    const fired = purged + resumed > 0 ? 0 : await clocks.fireDue();
    passed.purged += purged;
    passed.rungs += fired;
    // Else the same instant would be found for ever.
    if (purged + resumed + fired === 0)
      throw new Error(`a clock due at ${next.at.toISOString()} (${next.kind}) can neither fire nor go on`);
  }
}

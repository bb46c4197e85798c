import {
  addDays,
  addWorkingDays,
  insideSafeWindow,
  instantAt,
  localDayOf,
  nextSafeWindow,
  opensNextAt,
  timeOfDay,
  type Actor,
  type AttemptResult,
  type Channel,
  type ContactData,
  type FieldGroup,
  type Outcome,
  type ReachedResult,
  type SafeContact,
  type TargetGroup,
  type TimeOfDay,
} from '#domain';
import type { EventInput, NewReferral } from '#referrals';
import { staffOf } from './people.js';
import type { Random } from './random.js';
import { candidates, type DemoPlace, type DemoWorld, type DemoWorldCentre } from './world.js';

/** One event of a plan. `record_attempt` quotes the contact version that holds when it is played. */
export interface PlannedStep {
  readonly at: Date;
  readonly actor: Actor;
  readonly input: EventInput;
}

/** One referral of a plan, from its creation on. */
export interface PlannedReferral {
  readonly number: number;
  readonly story: string;
  readonly createdAt: Date;
  readonly creator: Actor;
  readonly referral: NewReferral;
  /** Handed over at once; else a draft that a later step submits. */
  readonly submit: boolean;
  readonly steps: readonly PlannedStep[];
}

/** Where a story begins. */
export interface Opening {
  readonly number: number;
  readonly story: string;
  readonly authorityCode: string;
  readonly place: DemoPlace;
  readonly createdAt: Date;
  readonly creator: Actor;
  readonly targetGroup: TargetGroup;
  readonly minor: boolean;
  readonly contact: ContactData;
  readonly scope: 'named_centre' | 'other_suitable';
  readonly groups: readonly FieldGroup[];
  readonly centre: DemoWorldCentre;
  readonly sealed: boolean;
}

const MINUTE = 60_000;

/**
 * Writes one referral's steps along a moving instant. What a centre does lies in its opening hours, what rings a phone in the person's safe windows.
 * Steps after the end of the plan are kept here and left out by whoever plays it: that is how referrals of every state stay open.
 */
export class Story {
  readonly steps: PlannedStep[] = [];
  at: Date;
  centre: DemoWorldCentre;
  safeContact: SafeContact | undefined;

  constructor(
    readonly opening: Opening,
    readonly random: Random,
    readonly world: DemoWorld,
  ) {
    this.at = opening.createdAt;
    this.centre = opening.centre;
    this.safeContact = opening.contact.safeContact;
  }

  /** Lets so many minutes pass. */
  wait(from: number, to = from): this {
    this.at = new Date(this.at.getTime() + this.random.whole(from, to) * MINUTE + this.random.whole(0, 59) * 1000);
    return this;
  }

  /** Lets time pass until the centre is open. */
  whenOpen(): this {
    const opens = opensNextAt(this.at, this.centre.openingHours, this.world.calendar);
    if (opens !== null && opens > this.at) {
      this.at = opens;
      this.wait(4, 50);
    }
    return this;
  }

  /** Lets time pass until the centre is open and the person may be rung; `avoid` names a time of day already tried. */
  whenReachable(avoid?: TimeOfDay): this {
    const latest = this.at.getTime() + 14 * 24 * 60 * MINUTE;
    while (this.at.getTime() < latest) {
      this.whenOpen();
      const inside = this.safeContact === undefined || insideSafeWindow(this.safeContact, this.at);
      if (inside && timeOfDay(this.at) !== avoid) return this;
      const window = inside || this.safeContact === undefined ? null : nextSafeWindow(this.safeContact, this.at);
      if (window !== null) this.at = window.from;
      this.wait(25, 60);
    }
    return this;
  }

  nextDay(): this {
    this.at = instantAt(addDays(localDayOf(this.at), 1), '08:00');
    return this.wait(5, 90);
  }

  nextWorkday(): this {
    this.at = instantAt(addWorkingDays(localDayOf(this.at), 1, 'AT', this.world.calendar), '08:00');
    return this.wait(5, 90);
  }

  byPolice(role: 'officer' | 'victim_protection' | 'police_lead', input: EventInput): this {
    const actor = this.opening.sealed ? this.opening.creator : this.random.pick(staffOf(this.opening.authorityCode, role));
    return this.add(actor, input);
  }

  byCentre(role: 'counsellor' | 'centre_lead', input: EventInput): this {
    // Of a sealed referral the centre's lead alone knows.
    return this.add(this.random.pick(staffOf(this.centre.code, this.opening.sealed ? 'centre_lead' : role)), input);
  }

  accept(from = 8, to = 110): this {
    return this.whenOpen()
      .wait(from, to)
      .whenOpen()
      .byCentre('counsellor', { event: 'accept', data: { conflictOfInterest: false } });
  }

  attempt(result: AttemptResult, channel: Channel = 'phone'): this {
    return this.byCentre('counsellor', {
      event: 'record_attempt',
      data: { channel, at: this.at, result, contactVersion: 0, overrideReason: null },
    });
  }

  reach(result: ReachedResult): this {
    return this.byCentre('counsellor', { event: 'record_reached', data: { result, at: this.at } });
  }

  close(outcome: Outcome): this {
    return this.byCentre('counsellor', { event: 'close', data: { outcome } });
  }

  /** Another centre that may be named for this person, here or, after a move, elsewhere; undefined when there is none. */
  otherCentre(place: DemoPlace = this.opening.place): DemoWorldCentre | undefined {
    const { targetGroup, minor } = this.opening;
    return candidates(this.world, {
      ags: place.ags,
      targetGroup,
      minor,
      at: this.at,
      languages: [],
      excludedCentreIds: [this.centre.id],
      consent: null,
    })[0];
  }

  consentNow(scope: Opening['scope'] = this.opening.scope): NonNullable<NewReferral['consent']> {
    return {
      scope,
      groups: this.opening.groups,
      form: 'oral',
      givenAt: new Date(this.at.getTime() - 5 * MINUTE),
      explainedIn: 'de',
      interpreterPresent: false,
    };
  }

  private add(actor: Actor, input: EventInput): this {
    this.steps.push({ at: this.at, actor, input });
    return this;
  }
}

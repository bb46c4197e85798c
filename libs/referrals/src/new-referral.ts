import type {
  AttemptResult, Channel, ClockKind, ConsentForm, ConsentScope, ContactData, DeclineReason, FieldGroup, ForwardReason, MeasureChange,
  Outcome, OverrideReason, PauseReason, ReachedResult, RecallAnswer, ReturnReason, SafeContact, TargetGroup, WithdrawReason,
  WithdrawalHeardBy,
} from '#domain';

/** A consent as the person gave it: how, when, for which field groups and centres. */
export interface ConsentInput {
  readonly scope: ConsentScope;
  readonly groups: readonly FieldGroup[];
  readonly form: ConsentForm;
  readonly givenAt: Date;
  /** BCP 47 tag of the language in which it was explained. */
  readonly explainedIn: string;
  readonly interpreterPresent: boolean;
}

/** A protection measure as the police order it; the last day is the one on the form. */
export interface OrderedMeasure {
  readonly orderedAt: Date;
  readonly lastDayOn: string;
}

/** What the police hand over. Shapes were checked at the edge; rules are the domain's. */
export interface NewReferral {
  readonly incident: { readonly ags: string; readonly occurredAt: Date };
  readonly whereaboutsAgs: string;
  readonly targetGroup: TargetGroup;
  readonly contact: ContactData;
  readonly consent: ConsentInput | null;
  /** Null: the best candidate of the routing. */
  readonly centreId: string | null;
  readonly measure: OrderedMeasure | null;
  readonly flags: {
    readonly addressBlock: boolean;
    readonly minor: boolean;
    readonly mutualAllegation: boolean;
    readonly onBehalf: boolean;
    /** The named person (the one who creates the referral) found a minor able to consent; ignored for adults. */
    readonly minorCapacityConfirmed: boolean;
    /** The officer says: I am or know a party to this case. */
    readonly partyToCase: boolean;
    /** Users who alone may know of the referral; null when it is not sealed. */
    readonly sealedFor: readonly string[] | null;
    readonly excludedUserIds: readonly string[];
  };
}

/** The data of each event that a person causes; the discriminant is the event's name in the address of the request. */
export type EventInput =
  | {
      readonly event: 'submit';
      readonly data: {
        readonly centreId: string | null;
        /** For a draft that was saved before the person consented: without a consent nothing of it is stored. */
        readonly contact?: ContactData | null;
        readonly consent?: ConsentInput | null;
        /** Ordered since the draft was saved. */
        readonly measure?: OrderedMeasure | null;
      };
    }
  | { readonly event: 'accept'; readonly data: { readonly conflictOfInterest: boolean } }
  | { readonly event: 'decline'; readonly data: { readonly reason: DeclineReason; readonly suggestedCentreId: string | null } }
  | { readonly event: 'reassign'; readonly data: { readonly centreId: string; readonly consent: ConsentInput | null } }
  | { readonly event: 'return'; readonly data: { readonly reason: ReturnReason } }
  | { readonly event: 'correct'; readonly data: { readonly contact: ContactData; readonly consent: ConsentInput | null; readonly measure?: OrderedMeasure | null } }
  | {
      readonly event: 'record_attempt';
      readonly data: {
        readonly channel: Channel;
        readonly at: Date;
        readonly result: AttemptResult;
        readonly contactVersion: number;
        readonly overrideReason: OverrideReason | null;
      };
    }
  | { readonly event: 'record_reached'; readonly data: { readonly result: ReachedResult; readonly at: Date } }
  | {
      readonly event: 'forward';
      readonly data: {
        readonly centreId: string;
        readonly reason: ForwardReason;
        readonly consent: ConsentInput | null;
        /** Where the person is now, as a municipality; never an address. */
        readonly whereaboutsAgs: string | null;
      };
    }
  | { readonly event: 'close'; readonly data: { readonly outcome: Outcome } }
  | { readonly event: 'undo_accept'; readonly data: Readonly<Record<string, never>> }
  | { readonly event: 'close_unplaced'; readonly data: Readonly<Record<string, never>> }
  | { readonly event: 'withdraw_consent'; readonly data: { readonly heardBy: WithdrawalHeardBy; readonly heardAt: Date } }
  | { readonly event: 'withdraw'; readonly data: { readonly reason: WithdrawReason } }
  | { readonly event: 'supplement'; readonly data: { readonly contact: Partial<ContactData>; readonly measure?: OrderedMeasure | null } }
  | { readonly event: 'update_contact'; readonly data: { readonly phones?: ContactData['core']['phones']; readonly safeContact?: SafeContact } }
  | { readonly event: 'update_measure'; readonly data: { readonly change: MeasureChange; readonly on: string } }
  | { readonly event: 'assign_counsellor'; readonly data: { readonly userId: string; readonly until: string | null } }
  | { readonly event: 'pause_clock'; readonly data: { readonly clock: ClockKind; readonly reason: PauseReason; readonly until: Date } }
  | { readonly event: 'resume_clock'; readonly data: { readonly clock: ClockKind } }
  | { readonly event: 'recall'; readonly data: { readonly reason: WithdrawReason } }
  | { readonly event: 'confirm_recall'; readonly data: Readonly<Record<string, never>> }
  | { readonly event: 'answer_recall'; readonly data: { readonly answer: RecallAnswer } }
  | { readonly event: 'reopen'; readonly data: Readonly<Record<string, never>> };

export type InputEventName = EventInput['event'];

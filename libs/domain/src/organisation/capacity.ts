/** The traffic light of a centre: room, little room, none. */
export const CAPACITY_LEVELS = ['free', 'few', 'full'] as const;
export type CapacityLevel = (typeof CAPACITY_LEVELS)[number];

/** What a centre said of its room, when, and until when that may be believed (end exclusive). */
export interface CapacityNote {
  readonly level: CapacityLevel;
  readonly notedAt: Date;
  readonly expiresAt: Date;
}

/** The level that holds at an instant; null when it is unknown: nothing was noted, not yet, or the note has expired. */
export const capacityAt = (note: CapacityNote | null, at: Date): CapacityLevel | null =>
  note !== null && note.notedAt <= at && at < note.expiresAt ? note.level : null;

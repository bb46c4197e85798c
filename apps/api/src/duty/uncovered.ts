import type { HumanRole } from '#domain';

/** From an instant (inclusive) to another (exclusive). */
export interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Who works in an organisation, who of them is away or on call. Disabled accounts are left out. */
export interface Roster {
  readonly people: readonly { readonly id: string; readonly role: HumanRole }[];
  readonly absences: readonly (Period & { readonly userId: string; readonly deputyId: string | null })[];
  readonly onCall: readonly (Period & { readonly userId: string })[];
}

export interface Uncovered extends Period {
  readonly role: HumanRole;
}

/**
 * The times within a period in which a message to a role would find nobody: not one of the role, no deputy of one who is away, nobody on
 * call. The same rule by which the database addresses a message at the moment it is written. A role that the organisation does not have
 * is never missing. Adjoining times are one.
 */
export function uncovered(roster: Roster, period: Period): readonly Uncovered[] {
  const roles = [...new Set(roster.people.map(({ role }) => role))];
  const pieces = piecesOf(roster, period);
  return roles.flatMap((role) => joined(pieces.filter((piece) => !isCovered(roster, role, piece.startsAt)).map((piece) => ({ role, ...piece }))));
}

/** The period cut wherever somebody goes or comes back. */
function piecesOf({ absences, onCall }: Roster, { startsAt, endsAt }: Period): readonly Period[] {
  const cuts = [...absences, ...onCall].flatMap((each) => [each.startsAt.getTime(), each.endsAt.getTime()]).filter((cut) => cut > startsAt.getTime() && cut < endsAt.getTime());
  const edges = [...new Set([startsAt.getTime(), ...cuts, endsAt.getTime()])].sort((a, b) => a - b);
  return edges.slice(1).map((edge, index) => ({ startsAt: new Date(edges[index] ?? edge), endsAt: new Date(edge) }));
}

function isCovered({ people, absences, onCall }: Roster, role: HumanRole, at: Date): boolean {
  const then = (each: Period): boolean => each.startsAt <= at && at < each.endsAt;
  const away = absences.filter(then);
  const ofRole = new Set(people.filter((person) => person.role === role).map(({ id }) => id));
  const told = [...ofRole, ...away.filter(({ userId }) => ofRole.has(userId)).map(({ deputyId }) => deputyId), ...onCall.filter(then).map(({ userId }) => userId)];
  return told.some((id) => people.some((person) => person.id === id) && !away.some(({ userId }) => userId === id));
}

function joined(pieces: readonly Uncovered[]): readonly Uncovered[] {
  const whole: Uncovered[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last?.endsAt.getTime() === piece.startsAt.getTime()) whole[whole.length - 1] = { ...last, endsAt: piece.endsAt };
    else whole.push(piece);
  }
  return whole;
}

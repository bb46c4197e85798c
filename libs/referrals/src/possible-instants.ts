import { localDayOf } from '#domain';
import { InvalidInput } from './referral-errors.js';
import { orderedIn, type StepInput } from './referral-step.js';

/** How far a device's clock may be off from ours, in milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

type Mistake = ConstructorParameters<typeof InvalidInput>[0][number];

/**
 * Refuses what cannot have happened: it would settle a clock that still runs, or count for the attempt rule.
 * - Nobody has tried, reached or heard anything in the future.
 * - A court application, a decision or a lifting is entered once it has happened; the last day of a shortened measure may lie ahead.
 * - A centre tries nothing before the referral is assigned to it.
 */
export function requirePossibleInstants(input: StepInput, now: Date, assignedAt: Date | null): void {
  const errors = [...inFuture(input, now), ...beforeAssignment(input, assignedAt)];
  if (errors.length > 0) throw new InvalidInput(errors);
}

function inFuture(input: StepInput, now: Date): Mistake[] {
  const said: Readonly<Record<string, Date | undefined>> = {
    '/at': input.event === 'record_attempt' || input.event === 'record_reached' ? input.data.at : undefined,
    '/heardAt': input.event === 'withdraw_consent' ? input.data.heardAt : undefined,
    '/incident/occurredAt': input.event === 'create' ? input.data.incident.occurredAt : undefined,
    '/measure/orderedAt': orderedIn(input)?.orderedAt,
  };
  const instants = Object.entries(said).flatMap(([pointer, instant]) =>
    instant !== undefined && instant.getTime() > now.getTime() + CLOCK_SKEW ? [{ pointer, code: 'in_future' }] : [],
  );
  const aheadOfDay = input.event === 'update_measure' && input.data.change !== 'shortened' && input.data.on > localDayOf(now);
  return aheadOfDay ? [...instants, { pointer: '/on', code: 'in_future' }] : instants;
}

function beforeAssignment(input: StepInput, assignedAt: Date | null): Mistake[] {
  if (input.event !== 'record_attempt' && input.event !== 'record_reached') return [];
  const tooEarly = assignedAt !== null && input.data.at.getTime() < assignedAt.getTime() - CLOCK_SKEW;
  return tooEarly ? [{ pointer: '/at', code: 'before_assignment' }] : [];
}

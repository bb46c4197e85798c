import { AgreedClocks } from './agreed-clocks.js';
import { EXTENSION_DAYS, OF_MEASURE, type OracleClock } from './clock-table.js';
import type { OracleMeasure } from './events.js';
import type { Minute } from './timeline.js';

/** The clocks that follow a protection measure, whatever anybody agrees. */
export abstract class MeasuredClocks extends AgreedClocks {
  measure: OracleMeasure | null = null;
  protected reachedAt: Minute | null = null;

  protected order(measure: OracleMeasure | null): void {
    if (measure === null) return;
    this.measure = measure;
    this.followMeasure('measure_end');
    // Whoever was reached since the order has been reached within the protection.
    if (this.reachedAt === null || this.reachedAt < measure.orderedAt) this.followMeasure('contact_in_protection');
  }

  /** 24:00 of the last day on which the measure protects, by what is known. */
  protected protectedUntil(): number {
    const { measure, timeline } = this;
    if (measure === null) throw new Error('no measure');
    const last = timeline.named(measure.lastDay) + (measure.applied ? EXTENSION_DAYS : 0);
    return Math.min(last, ...[measure.decided, measure.lifted].flatMap((day) => (day ? [timeline.named(day)] : [])));
  }

  private followMeasure(kind: OracleClock): void {
    const { measure, timeline } = this;
    if (measure === null || measure.lifted) return;
    const applied = measure.applied ? timeline.day(timeline.named(measure.applied)).first : measure.orderedAt;
    const startedAt = kind === 'measure_extended' ? Math.max(applied, measure.orderedAt) : measure.orderedAt;
    this.enter(kind, startedAt, timeline.endOf(this.protectedUntil()));
  }

  protected changeMeasure(change: string, on: string): void {
    if (this.measure === null || change === 'checked') return;
    const field = { court_applied: 'applied', court_decided: 'decided', shortened: 'lastDay', lifted: 'lifted' }[change] ?? '';
    this.measure = { ...this.measure, [field]: on };
    const owesContact = this.clocks.has('contact_in_protection');
    this.stop(...OF_MEASURE);
    if (change === 'lifted') return;
    // The court's decision ends C7; what it leaves of the protection is still the time for contact.
    if (change !== 'court_decided' && !this.measure.decided) this.followMeasure(this.measure.applied ? 'measure_extended' : 'measure_end');
    if (owesContact) this.followMeasure('contact_in_protection');
  }
}

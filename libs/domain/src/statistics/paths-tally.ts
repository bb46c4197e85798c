import type { PathStep, ReferralPath } from './paths.js';
import { SUPPRESSION_THRESHOLD } from './suppression.js';

const isFew = (count: number): boolean => count > 0 && count < SUPPRESSION_THRESHOLD;

/** How many, and how many of them each organisation knows. Nobody outside the house gets it. */
export class KnownCount {
  count = 0;
  readonly byTenant = new Map<string, number>();

  add(tenants: readonly string[]): void {
    this.count += 1;
    for (const tenant of tenants) this.byTenant.set(tenant, (this.byTenant.get(tenant) ?? 0) + 1);
  }

  /** Adds another, or with -1 takes it away. */
  plus(other: KnownCount, times: 1 | -1 = 1): this {
    this.count += times * other.count;
    for (const [tenant, known] of other.byTenant) this.byTenant.set(tenant, (this.byTenant.get(tenant) ?? 0) + times * known);
    return this;
  }

  /** True where neither this count nor what any organisation does not know of it is one to four: nothing then can prove that it is. */
  isSafe(): boolean {
    return !isFew(this.count) && ![...this.byTenant.values()].some((known) => isFew(this.count - known));
  }
}

/** The referrals of a period that took the same path. */
export class PathTally extends KnownCount {
  /** Hours before each step after the first, one list per step. */
  readonly hours: readonly (readonly number[])[];

  constructor(readonly steps: readonly PathStep[]) {
    super();
    this.hours = steps.slice(1).map(() => []);
  }

  /** A name to sort and to compare by. */
  get key(): string {
    return this.steps.join(' ');
  }

  take({ hours }: ReferralPath, tenants: readonly string[]): void {
    this.add(tenants);
    hours.forEach((each, index) => (this.hours[index] as number[]).push(each));
  }
}

/** Many counts as one. */
export const together = (counts: readonly KnownCount[]): KnownCount => counts.reduce((sum, each) => sum.plus(each), new KnownCount());

import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { foldFacts, PathCount, type PathsReport } from '#domain';
import { madeUpPast } from '../../apps/cli/src/demo/past.js';

/** The paths of made-up referrals of a year and a quarter up to a day, under the same rules as real ones. */
export function madeUpPathsReports(asOf: string, { count = 6_000, seed = 20_270_302 } = {}): readonly PathsReport[] {
  const paths = new PathCount(asOf);
  const past = madeUpPast({ seed, count, from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') });
  for (const { events, policeAuthorityId, centreId } of past) {
    const facts = foldFacts(events.map(({ event, at, data }) => ({ event, recordedAt: at, data }))).at(-1)?.facts;
    const quarter = paths.quarters.find(({ from, until }) => facts !== undefined && from <= facts.submittedAt && facts.submittedAt < until);
    if (facts !== undefined && quarter !== undefined) paths.add(quarter, policeAuthorityId, { ...facts, centreId });
  }
  return paths.reports();
}

/** Publishes made-up paths as of a day, for tests of what is made of them. */
export async function publishPaths(clock: DataSource, reports: readonly PathsReport[]): Promise<void> {
  for (const report of reports) {
    const body = JSON.stringify(report);
    await clock.query('insert into stats.publication (as_of, period, subject, body, sha256, published_at) values ($1, $2, $3, $4, $5, $6)', [
      report.asOf, report.period, 'paths', body, createHash('sha256').update(body).digest('hex'), new Date(`${report.asOf}T00:30:00Z`),
    ]);
  }
}

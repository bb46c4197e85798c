import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { regions } from '#directory';
import { BASE_OF, CURVE_HOURS, MEASURES, periodBefore, periodsAsOf, settlesOn, weeksOf, yearOf, type MeasureId, type Period, SUPPOSITIONS, WHAT_IF_MINIMUM, type Region, type RegionFigures, type WhatIfRegion } from '#domain';

/** Of a made-up publication: the district whose share is the worst, and the one from which nobody was referred. */
export interface MadeUp {
  readonly worst: string;
  readonly empty: string;
}

const DISTRICTS = regions().filter(({ level }) => level === 'district');
/** Inhabitants for one referral in a quarter. */
const PER_REFERRAL = 5_000;
const SHARES: Readonly<Partial<Record<MeasureId, number>>> = {
  attempt24: 0.55, attempt48: 0.8, untried: 0.05, reached: 0.7, measureKnown: 0.75, reachedInMeasure: 0.6, acknowledged: 0.95, acknowledged24: 0.85, transferKnown: 1,
  transferred12: 0.8, declined: 0.1, declinedCapacity: 0.6, declinedOther: 0.4, rerouted4: 0.5, counselledNow: 0.5, appointment: 0.25, declinedOffer: 0.15, alreadySupported: 0.05,
  notReached: 0.12, notReachedUnsafe: 0.25, notReachedWrongData: 0.35, consentWithdrawn: 0.03,
};

/** A count as it may be seen. Only the simplest of the rules: these figures are of nobody, and stand for what the pages have to show. */
const seen = (count: number): number | null => (count < 5 ? null : Math.round(count / 5) * 5);

function countsOf(referrals: number, inTime: number): Record<MeasureId, number | null> {
  const exact = new Map<MeasureId, number>([['referrals', referrals]]);
  for (const measure of MEASURES) {
    if (measure === 'referrals') continue;
    const base = exact.get(BASE_OF[measure]) ?? 0;
    exact.set(measure, base * (measure === 'attempt72' ? inTime : Math.min(SHARES[measure] ?? 0, measure.startsWith('attempt') ? inTime : 1)));
  }
  const shown = (measure: MeasureId): number | null => (measure === 'referrals' && referrals === 0 ? 0 : seen(exact.get(measure) ?? 0));
  return Object.fromEntries(MEASURES.map((measure) => [measure, shown(measure)])) as Record<MeasureId, number | null>;
}

function figuresOf(region: Region, period: Period, { worst, empty }: MadeUp): RegionFigures {
  const inside = DISTRICTS.filter(({ key }) => region.level === 'authority' || key.startsWith(region.key));
  const size = region.population ?? inside.reduce((sum, { population }) => sum + (population ?? 0), 0) / 47;
  const year = period === yearOf(period);
  const referrals = region.key === empty ? 0 : Math.round((size / PER_REFERRAL) * (year ? 4 : 1));
  const inTime = region.key === worst ? 0.3 : 0.9;
  const wide = region.level === 'land' || region.level === 'regierungsbezirk';
  const curve = CURVE_HOURS.map((hours) => ({
    hours, attempted: seen(referrals * inTime * Math.min(1, hours / 72)), attemptedCensored: 0, reached: seen(referrals * inTime * 0.8 * Math.min(1, hours / 168)), reachedCensored: 0,
  }));
  const weeks = year ? [] : weeksOf(period).map((week) => ({ week, referrals: seen(referrals / 13), p10: 4, p25: 12, p50: 24, p75: 40, p90: 70 }));
  return {
    ...region, counts: countsOf(referrals, inTime), medianHours: referrals < 10 ? null : 26, p90Hours: referrals < 20 ? null : 80,
    curve: wide || year ? curve : null, weeks: wide && !year ? weeks : null,
  };
}

/** Made-up bands around made-up figures: a weekend's cover gains more than the others. */
function whatIfOf({ level, key, name, parentKey, counts, medianHours, p90Hours }: RegionFigures): WhatIfRegion {
  const recorded = { attempt24: counts.attempt24, attempt48: counts.attempt48, attempt72: counts.attempt72, reachedInMeasure: counts.reachedInMeasure, medianHours, p90Hours };
  const referrals = counts.referrals ?? 0;
  const band = (of: number | null, all: number, gain: number) => (of === null ? null : { low: Math.min(all, of + 5 * Math.round((gain * all) / 5) - 5), high: Math.min(all, of + 5 * Math.round((gain * all) / 5) + 10) });
  const supposed = SUPPOSITIONS.map((supposition, at) => {
    const longer = supposition === 'measure14';
    const count = (of: number | null) => (longer ? null : band(of, referrals, (0.03 * (1 + (key.charCodeAt(key.length - 1) % 5))) / (at + 1)));
    const hours = (of: number | null) => (longer || of === null ? null : { low: Math.max(0, of - 8), high: of - 2 });
    const reachedInMeasure = longer ? band(recorded.reachedInMeasure, counts.measureKnown ?? 0, 0.1) : null;
    return { supposition, attempt24: count(recorded.attempt24), attempt48: count(recorded.attempt48), attempt72: count(recorded.attempt72), reachedInMeasure, medianHours: hours(medianHours), p90Hours: hours(p90Hours) };
  });
  return { level, key, name, parentKey, referrals, measureKnown: counts.measureKnown, recorded, supposed };
}

/**
 * Publishes made-up figures up to a day: what has settled of two years, and the running quarter. For tests of what is made of them: which of a real
 * publication's figures are hidden is tested where that is decided.
 */
export async function publishMadeUp(clock: DataSource, day: string, madeUp: MadeUp): Promise<void> {
  const publish = async (asOf: string, subject: string, period: Period, body: string): Promise<void> => {
    await clock.query('insert into stats.publication (as_of, period, subject, body, sha256, published_at) values ($1, $2, $3, $4, $5, $6)', [
      asOf, period, subject, body, createHash('sha256').update(body).digest('hex'), new Date(`${asOf}T00:30:00Z`),
    ]);
  };
  for (const period of periodsAsOf(day)) {
    const isSettled = settlesOn(period) <= day;
    if (!isSettled && period === yearOf(period)) continue;
    const asOf = isSettled ? settlesOn(period) : day;
    const figures = regions().filter(({ level }) => isSettled || level === 'land' || level === 'regierungsbezirk').map((region) => figuresOf(region, period, madeUp));
    await publish(asOf, 'turnaround', period, JSON.stringify({ period, asOf, previousPeriod: periodBefore(period), regions: figures }));
    if (period !== yearOf(period)) continue;
    const told = figures.filter(({ level, counts }) => level !== 'authority' && (counts.referrals ?? 0) >= WHAT_IF_MINIMUM);
    await publish(asOf, 'what_if', period, JSON.stringify({ period, asOf, regions: told.map(whatIfOf) }));
  }
}

import type { YearlyFigures } from '#domain';

/** The figures of a fictional programme, which add up. */
export const A_YEAR: YearlyFigures = {
  referredByPolice: 30, referredByJustice: 12, referredByYouthWelfare: 8, referredBySelf: 20, referredByOthers: 3,
  carriedOver: 10, begun: 40, completed: 22, brokenOff: 12, running: 16,
  waitedToFourWeeks: 14, waitedToTwelveWeeks: 20, waitedLonger: 6,
  inGroup: 30, individually: 10,
};

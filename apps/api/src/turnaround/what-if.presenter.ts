import type { CentreSupposition, Spread, WhatIfResult } from '#domain';
import type { OwnWhatIf } from '#turnaround';
import type { WhatIfDto } from './what-if.dto.js';
import type { OwnWhatIfView, SpreadView, WhatIfFiguresView } from './what-if.view.js';

export const toSupposition = ({ weekendCover, rerouteAfterHours, moreCounsellors, measureDays }: WhatIfDto): CentreSupposition => ({
  ...(weekendCover == null ? {} : { weekendCover }),
  ...(rerouteAfterHours == null ? {} : { rerouteAfterHours }),
  ...(moreCounsellors == null ? {} : { moreCounsellors }),
  ...(measureDays == null ? {} : { measureDays }),
});

export const toOwnWhatIfView = ({ from, until, leaving, counsellors, workloadMinutes, recorded, supposed }: OwnWhatIf, measureDays: number): OwnWhatIfView => ({
  from, until, leaving, counsellors, workloadMinutes, measureDays,
  referrals: recorded.referrals,
  measured: recorded.measured,
  touched: supposed.touched,
  recorded: toFigures(recorded),
  supposed: toFigures(supposed),
});

const toFigures = ({ referrals, medianHours, p90Hours, attemptedBy, attemptedInMeasure }: WhatIfResult): WhatIfFiguresView => ({
  medianHours: referrals === 0 ? null : toSpread(medianHours),
  p90Hours: referrals === 0 ? null : toSpread(p90Hours),
  attemptedBy: attemptedBy.map(({ hours, ...spread }) => ({ hours, ...toSpread(spread) })),
  attemptedInMeasure: attemptedInMeasure === null ? null : toSpread(attemptedInMeasure),
});

const toSpread = ({ low, middle, high }: Spread): SpreadView => ({ low: finite(low), middle: finite(middle), high: finite(high) });
const finite = (figure: number): number | null => (Number.isFinite(figure) ? figure : null);

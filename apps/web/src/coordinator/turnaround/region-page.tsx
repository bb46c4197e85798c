import { Link, useParams } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { BulletList } from '../../shared/charts/bullet-list';
import { readingWithN, toCount } from '../../shared/charts/chart-words';
import { PercentileFan } from '../../shared/charts/percentile-fan';
import { SurvivalCurve } from '../../shared/charts/survival-curve';
import { Button } from '../../shared/kern/button';
import { PageTitle } from '../../shared/kern/page-title';
import { useLater } from '../../shared/later/use-later';
import { localised } from '../../shared/locale/locale';
import { toNumber } from '../../shared/time/format';
import { DataNote } from './data-note';
import { Definition } from './definition';
import { COMPARED, curveOf, DEADLINES, landOf, peersOf, referenceIn, shareIn } from './figures';
import { IndicatorTable } from './indicator-table';
import { Numbers } from './numbers';
import { isQuarter, isSettled } from './periods';
import { Preliminary } from './preliminary';
import { RegionLink } from './ranking';
import { ReferralFlow } from './referral-flow';
import { ReportChoice } from './report-choice';
import { TurnaroundStates } from './turnaround-states';
import type { Catalogue, Choice, Region, Report } from './turnaround-queries';
import { KIND_NAMES, LEVEL_NAMES, regionName } from './turnaround-words';
import { useTurnaround } from './use-turnaround';

interface PartProps {
  readonly catalogue: Catalogue;
  readonly report: Report;
  readonly region: Region;
}

/** One region: its numbers, its curve beside that of the Land, what became of its referrals, and regions of similar size. */
export const RegionPage = localised(function RegionPage() {
  const { region: key = '' } = useParams({ strict: false });
  const turnaround = useTurnaround();
  const { catalogue, choice, report, choose } = turnaround;
  const region = report?.regions.find((each) => each.key === key);
  return (
    <div className="page turnaround" aria-busy={turnaround.busy}>
      <p className="kern-body">
        <Link to="/coordination/turnaround" className="kern-link kern-link--no-visited-state">
          {m.turnaround_back()}
        </Link>
      </p>
      <div className="turnaround__head">
        <PageTitle windowTitle={m.turnaround_region_title()}>{region === undefined ? m.turnaround_region_title() : regionName(region)}</PageTitle>
        {catalogue === undefined || choice === null ? null : <ReportChoice catalogue={catalogue} choice={choice} onChoose={choose} />}
      </div>
      <TurnaroundStates turnaround={turnaround} />
      {report !== undefined && region === undefined ? <NotTold choice={choice} /> : null}
      {catalogue === undefined || choice === null || report === undefined || region === undefined ? null : (
        <>
          <Place region={region} report={report} />
          <Numbers catalogue={catalogue} report={report} region={region} />
          <div className="turnaround__pair">
            <Curve catalogue={catalogue} region={region} report={report} choice={choice} onChoose={choose} />
            <Weeks catalogue={catalogue} region={region} report={report} />
            <Peers catalogue={catalogue} region={region} report={report} />
          </div>
          <ReferralFlow catalogue={catalogue} region={region} report={report} />
          <IndicatorTable catalogue={catalogue} report={report} region={region} />
          {region.level === 'district' ? <Needs district={region.key} /> : null}
          <DataNote catalogue={catalogue} report={report} />
        </>
      )}
    </div>
  );
});

const loadNeeds = () => import('../office/models/need-sentences');

/** Comes after the page, whose own share is large: what the district lacks, and which models closed it elsewhere. */
function Needs({ district }: { readonly district: string }) {
  const later = useLater(loadNeeds);
  return later === null ? null : <later.NeedSentences district={district} />;
}

/** A region that is not in the report: of a running quarter only the large ones are. */
function NotTold({ choice }: { readonly choice: Choice | null }) {
  return choice === null || isSettled(choice.period, choice.asOf) ? <p className="kern-body">{m.turnaround_region_unknown()}</p> : <Preliminary period={choice.period} />;
}

/** What kind of region it is, in what it lies, how many live there, and how it compares. */
function Place({ region, report }: Omit<PartProps, 'catalogue'>) {
  const parent = report.regions.find(({ key }) => key === region.parentKey);
  const reading = shareIn(region, COMPARED, 'referrals', region.level === 'land' ? null : referenceIn(report));
  return (
    <>
      <p className="turnaround__finding">
        {reading.kind === 'none'
          ? m.turnaround_region_none()
          : reading.kind === 'hidden'
            ? m.turnaround_region_hidden()
            : m.turnaround_region_sentence({ words: readingWithN(reading), verdict: region.level === 'land' ? '' : reading.needsAction ? m.turnaround_region_below() : m.turnaround_region_not_below() })}
      </p>
      <p className="kern-body muted">
        {KIND_NAMES[region.level]()}
        {region.population === null || region.population === 0 ? null : `, ${m.turnaround_population({ n: toNumber(region.population) })}`}
        {parent === undefined ? null : (
          <>
            {', '}
            {m.turnaround_lies_in()} <RegionLink region={parent.key} name={regionName(parent)} />
          </>
        )}
      </p>
    </>
  );
}

/** The curve of the first attempt beside that of the Land. Of districts and authorities it is told for years only: then the year is a click away. */
function Curve({ catalogue, region, report, choice, onChoose }: PartProps & { readonly choice: Choice; readonly onChoose: (choice: Choice) => void }) {
  const points = curveOf(region);
  if (points === null) {
    const own = Number(choice.period.slice(0, 4));
    // Of a running year districts have no curve yet.
    const year = [own, own - 1].map(String).find((each) => isSettled(each, choice.asOf));
    return (
      <div className="panel">
        <p className="kern-body">{isQuarter(choice.period) && region.curve === null ? m.turnaround_curve_years() : region.counts.referrals === 0 ? m.turnaround_region_none() : m.chart_curve_hidden()}</p>
        {isQuarter(choice.period) && region.curve === null && year !== undefined ? <Button onClick={() => onChoose({ ...choice, period: year })}>{m.turnaround_show_year({ year })}</Button> : null}
      </div>
    );
  }
  const land = region.level === 'land' ? null : curveOf(landOf(report));
  return (
    <SurvivalCurve
      title={m.turnaround_curve_title()}
      own={{ name: regionName(region), points }}
      other={land === null ? null : { name: LEVEL_NAMES.land(), points: land }}
      deadlines={DEADLINES}
      about={<Definition catalogue={catalogue} of={m.turnaround_in_time()} about={{ measure: COMPARED, region, report }} />}
    />
  );
}

/** Weeks are told of the Land and the Regierungsbezirke, in quarters. */
function Weeks({ catalogue, region, report }: PartProps) {
  if (region.weeks === null) return region.level === 'land' || region.level === 'regierungsbezirk' ? <p className="panel kern-body">{m.turnaround_weeks_quarters()}</p> : null;
  return (
    <PercentileFan
      title={m.turnaround_weeks_title()}
      weeks={region.weeks.map(({ referrals, ...week }) => ({ ...week, n: referrals }))}
      deadlines={[24, 72]}
      about={<Definition catalogue={catalogue} of={m.turnaround_median()} about={{ measure: 'referrals', region, report }} />}
    />
  );
}

function Peers({ region, report }: PartProps) {
  const peers = peersOf(region, report.regions);
  if (peers.length === 0) return null;
  const reference = referenceIn(report);
  return (
    <BulletList
      title={m.turnaround_peers_title()}
      finding={m.turnaround_peers_finding({ count: peers.length })}
      rows={[region, ...peers].map((each) => ({ key: each.key, name: each.name, reading: shareIn(each, COMPARED, 'referrals', reference), before: null }))}
      reference={reference === null ? null : { name: LEVEL_NAMES.land(), share: reference }}
      nameOf={({ key, name }) => (key === region.key ? <strong>{name}</strong> : <RegionLink region={key} name={name} />)}
      about={<span className="muted">{m.turnaround_peers_by({ n: toCount(region.population) })}</span>}
    />
  );
}

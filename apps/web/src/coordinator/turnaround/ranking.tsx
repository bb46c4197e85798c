import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { BulletList, type BulletRow } from '../../shared/charts/bullet-list';
import { Choropleth } from '../../shared/charts/choropleth';
import { readingWithN } from '../../shared/charts/chart-words';
import type { Reading } from '../../shared/charts/reading';
import { Alert } from '../../shared/kern/alert';
import { Loading } from '../../shared/kern/loading';
import { MapAttribution } from '../directory/map/map-attribution';
import { Definition } from './definition';
import { COMPARED, landOf, referenceIn, shareIn } from './figures';
import { districtsQuery, type Catalogue, type Level, type Report } from './turnaround-queries';
import { LEVEL_NAMES, regionName } from './turnaround-words';

/** A region by its name, leading to its page. */
export function RegionLink({ region, name }: { readonly region: string; readonly name: string }) {
  return (
    <Link to="/coordination/turnaround/$region" params={{ region }} className="kern-link kern-link--no-visited-state">
      {name}
    </Link>
  );
}

/** The regions of a level as the rows of a list, judged by the Land, with their share in the period before. */
export function rowsOf(report: Report, level: Level, before: Report | undefined): readonly BulletRow[] {
  const reference = referenceIn(report);
  return report.regions
    .filter((region) => region.level === level)
    .map((region): BulletRow => {
      const earlier = shareIn(before?.regions.find(({ key }) => key === region.key), COMPARED);
      return { key: region.key, name: regionName(region), reading: shareIn(region, COMPARED, 'referrals', reference), before: earlier.kind === 'shown' ? earlier.share : null };
    });
}

/** What the share means by which regions are compared. */
export function CompareDefinition({ catalogue, report }: { readonly catalogue: Catalogue; readonly report: Report }) {
  const land = landOf(report);
  return land === undefined ? null : <Definition catalogue={catalogue} of={m.turnaround_in_time()} about={{ measure: COMPARED, region: land, report }} />;
}

export interface RankingProps {
  readonly catalogue: Catalogue;
  readonly report: Report;
  readonly rows: readonly BulletRow[];
  readonly level: Level;
  readonly sentence: string;
}

/** The worst first, and for districts the map beside it. The list says everything that the map shows. */
export function Ranking({ catalogue, report, rows, level, sentence }: RankingProps) {
  const reference = referenceIn(report);
  const title = m.turnaround_ranked({ level: LEVEL_NAMES[level]() });
  return (
    <div className="turnaround__pair">
      <BulletList
        title={title}
        finding={m.turnaround_ranked_how()}
        rows={rows}
        reference={reference === null ? null : { name: LEVEL_NAMES.land(), share: reference }}
        nameOf={({ key, name }) => <RegionLink region={key} name={name} />}
        about={<CompareDefinition catalogue={catalogue} report={report} />}
      />
      {level === 'district' ? <DistrictMap rows={rows} sentence={sentence} /> : null}
    </div>
  );
}

function DistrictMap({ rows, sentence }: { readonly rows: readonly BulletRow[]; readonly sentence: string }) {
  const navigate = useNavigate();
  const shapes = useQuery(districtsQuery);
  const [pointed, setPointed] = useState<string | null>(null);
  const row = rows.find(({ key }) => key === pointed);
  if (shapes.isError) return <Alert kind="warning" title={m.coverage_map_failed()} />;
  if (shapes.data === undefined) return <Loading />;
  return (
    <div>
      <Choropleth
        title={m.turnaround_in_time()}
        finding={sentence}
        shapes={shapes.data}
        readings={new Map(rows.map(({ key, reading }): [string, Reading] => [key, reading]))}
        marked={pointed}
        onPoint={setPointed}
        onChoose={(region) => void navigate({ to: '/coordination/turnaround/$region', params: { region } })}
        attribution={<MapAttribution />}
      />
      <p className="kern-body muted turnaround__pointed">{row === undefined ? m.turnaround_map_hint() : m.chart_name_value({ name: row.name, value: readingWithN(row.reading) })}</p>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { Loading } from '../../../shared/kern/loading';
import { CoverageLegend } from './coverage-legend';
import { CoverageMap } from './coverage-map';
import { shapesQuery, type CoverageAuthority, type CoverageQuestion, type MunicipalityCoverage } from './coverage-queries';
import { MapAttribution } from './map-attribution';
import { STATE_LABELS, STATE_LOOKS, stateOf } from './coverage-words';
import { MunicipalityCandidates } from './municipality-candidates';

export interface MapPanelProps {
  readonly rows: readonly MunicipalityCoverage[];
  readonly finding: string;
  readonly question: CoverageQuestion;
  readonly marked: string | null;
  /** The areas by which the map is parted, and the one that stands out; null: the districts. */
  readonly authorities: readonly CoverageAuthority[] | null;
  readonly outlined: CoverageAuthority | null;
  /** AGS of the municipality whose candidates are open below the map. */
  readonly opened: string | null;
  readonly onChoose: (ags: string) => void;
}

/** The map with its legend, what it is made of, and a line on the municipality that is pointed at or chosen. */
export function MapPanel({ rows, finding, question, marked, authorities, outlined, opened, onChoose }: MapPanelProps) {
  const shapes = useQuery(shapesQuery);
  const [pointed, setPointed] = useState<string | null>(null);
  const row = rows.find(({ ags }) => ags === (pointed ?? marked));
  return (
    <>
      {shapes.isError ? <Alert kind="warning" title={m.coverage_map_failed()} /> : null}
      {shapes.isPending ? <Loading /> : null}
      {shapes.data === undefined ? null : (
        <>
          <CoverageMap shapes={shapes.data} rows={rows} authorities={authorities} outlined={outlined} finding={finding} marked={pointed ?? marked} onPoint={setPointed} onChoose={onChoose} />
          <MapAttribution />
          <CoverageLegend rows={rows} />
        </>
      )}
      {row === undefined ? <p className="coverage__pointed kern-body muted">{m.coverage_map_hint()}</p> : <Pointed row={row} area={authorities?.find(({ municipalities }) => municipalities.includes(row.ags))?.name ?? row.district} />}
      {opened === null ? null : <MunicipalityCandidates ags={opened} question={question} />}
    </>
  );
}

/** `area`: the district, or the authority where the map is parted by these. */
function Pointed({ row, area }: { readonly row: MunicipalityCoverage; readonly area: string }) {
  const state = stateOf(row);
  return (
    <p className="coverage__pointed kern-body">
      <strong>{row.name}</strong> <span className="muted">{area}</span> <Badge {...STATE_LOOKS[state]}>{STATE_LABELS[state]()}</Badge>
    </p>
  );
}

import { memo, useMemo, type PointerEvent } from 'react';
import { m } from '../../../generated/messages/messages.js';
import type { CoverageAuthority, MunicipalityCoverage } from './coverage-queries';
import { stateOf, type CoverageState } from './coverage-words';
import { around, viewBoxOf, type Shape } from '../../../shared/charts/topology';
import type { Shapes } from './municipality-shapes';

/** Free space around the map, in its units. */
const MARGIN = 6;

export interface CoverageMapProps {
  readonly shapes: Shapes;
  readonly rows: readonly MunicipalityCoverage[];
  /** The areas by which the map is parted; null: the districts. */
  readonly authorities: readonly CoverageAuthority[] | null;
  /** The one whose outline is drawn thick. */
  readonly outlined: CoverageAuthority | null;
  /** What the map shows, in a sentence. */
  readonly finding: string;
  /** AGS of the municipality that is drawn with a thick line. */
  readonly marked: string | null;
  readonly onPoint: (ags: string | null) => void;
  readonly onChoose: (ags: string) => void;
}

/** A colour never says anything alone: three of the four ways to fill carry a pattern. */
export const fillOf = (state: CoverageState): string => `url(#map-fill-${state})`;

/** The ways to fill, once for the map and its legend; colours stand in the style sheet, where they follow light, dark and forced colours. */
function Fills() {
  return (
    <defs>
      <pattern id="map-fill-gap" patternUnits="userSpaceOnUse" width="7" height="7" patternTransform="rotate(45)">
        <rect className="map-ground map-ground--gap" width="7" height="7" />
        <rect className="map-mark" width="2.2" height="7" />
      </pattern>
      <pattern id="map-fill-uncovered" patternUnits="userSpaceOnUse" width="7" height="7">
        <rect className="map-ground map-ground--uncovered" width="7" height="7" />
        <circle className="map-mark map-mark--dark" cx="3.5" cy="3.5" r="1.3" />
      </pattern>
      <pattern id="map-fill-overlap" patternUnits="userSpaceOnUse" width="7" height="7">
        <rect className="map-ground map-ground--overlap" width="7" height="7" />
        <rect className="map-mark" width="7" height="1.6" />
        <rect className="map-mark" width="1.6" height="7" />
      </pattern>
      <pattern id="map-fill-covered" patternUnits="userSpaceOnUse" width="7" height="7">
        <rect className="map-ground map-ground--covered" width="7" height="7" />
      </pattern>
    </defs>
  );
}

/** The areas alone: pointing at one of them must not draw all anew. */
const Areas = memo(function Areas({ shapes, states, borders, strong }: { readonly shapes: Shapes; readonly states: ReadonlyMap<string, CoverageState>; readonly borders: string; readonly strong: boolean }) {
  return (
    <>
      {shapes.municipalities.map(({ ags, path }) => {
        const state = states.get(ags);
        if (state === undefined) return <path key={ags} d={path} className="map-area map-area--outside" />;
        return <path key={ags} d={path} className="map-area" data-ags={ags} data-state={state} fill={fillOf(state)} />;
      })}
      <path d={borders} className={`map-border${strong ? ' map-border--authorities' : ''}`} />
    </>
  );
});

const agsAt = (event: PointerEvent<SVGSVGElement> | React.MouseEvent<SVGSVGElement>): string | null =>
  event.target instanceof SVGElement ? (event.target.dataset['ags'] ?? null) : null;

/**
 * The map of the municipalities, painted by how they stand. It is a picture with its finding as a name; whoever does not point at it finds
 * everything in the list beside it.
 */
export function CoverageMap({ shapes, rows, authorities, outlined, finding, marked, onPoint, onChoose }: CoverageMapProps) {
  const states = useMemo(() => new Map(rows.map((row) => [row.ags, stateOf(row)])), [rows]);
  const view = useMemo(() => viewOf(shapes, states), [shapes, states]);
  const borders = useMemo(() => (authorities === null ? shapes.districtBorders : bordersOf(shapes, authorities)), [shapes, authorities]);
  const outline = useMemo(() => (outlined === null ? null : shapes.outlineOf(new Set(outlined.municipalities))), [shapes, outlined]);
  const place = shapes.municipalities.find(({ ags }) => ags === marked);
  return (
    <svg
      className="coverage__map"
      viewBox={view}
      role="img"
      aria-label={m.coverage_map_label({ finding })}
      onPointerMove={(event) => onPoint(agsAt(event))}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => {
        const ags = agsAt(event);
        if (ags !== null) onChoose(ags);
      }}
    >
      <Fills />
      <Areas shapes={shapes} states={states} borders={borders} strong={authorities !== null} />
      {outline === null ? null : <path d={outline} className="map-marked map-marked--area" />}
      {place === undefined ? null : <path d={place.path} className="map-marked" />}
    </svg>
  );
}

/** The outlines of all authorities as one line: municipalities of one authority have none between them. */
function bordersOf(shapes: Shapes, authorities: readonly CoverageAuthority[]): string {
  const areas = new Map(authorities.flatMap(({ id, municipalities }) => municipalities.map((ags) => [ags, id] as const)));
  return shapes.bordersOf((ags) => areas.get(ags) ?? '');
}

/** Around what is painted: a local network sees its area, the state office the whole state. */
function viewOf({ municipalities }: Shapes, states: ReadonlyMap<string, CoverageState>): string {
  const painted = municipalities.filter(({ ags }) => states.has(ags));
  return viewBoxOf(around((painted.length === 0 ? municipalities : painted).map(({ box }: Shape) => box)), MARGIN);
}

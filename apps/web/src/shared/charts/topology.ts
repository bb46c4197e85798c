/** A polygon's rings, each a list of arcs; a negative number is the arc ~n from its end to its beginning. */
type Rings = readonly (readonly number[])[];

export interface Geometry<Properties> {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly arcs: Rings | readonly Rings[];
  readonly properties: Properties;
}

/** A TopoJSON file with quantised arcs, as far as it is read here (topojson-specification 2.1: each point is told by its step from the one before). */
export interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
}

/** The smallest rectangle around something, in units of the map. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An area as it is drawn. */
export interface Shape {
  readonly ags: string;
  readonly name: string;
  readonly path: string;
  readonly box: Box;
}

export type Point = readonly [x: number, y: number];

/** Units of the map for one degree of latitude: the whole of it is then about 560 units wide. */
const SCALE = 250;
/** In the middle of North Rhine-Westphalia; over its two degrees the plain projection is off by less than 3 %. */
const SHRINK = Math.cos((51.4 * Math.PI) / 180);

/** The arcs of a file as lines: x to the east, y to the south, an equirectangular projection. */
export const linesOf = ({ transform, arcs }: Topology): readonly (readonly Point[])[] => arcs.map((arc) => decoded(arc, transform));

/** Draws one area out of the lines of its file. */
export function shapeOf({ properties, ...geometry }: Geometry<{ readonly ags: string; readonly name: string }>, lines: readonly (readonly Point[])[]): Shape {
  const rings = ringsOf(geometry).map((ring) => joined(ring, lines));
  return { ags: properties.ags, name: properties.name, path: rings.map((ring) => `${pathOf(ring)}Z`).join(''), box: boxOf(rings.flat()) };
}

/** The rectangle around several. */
export const around = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
});

/** The view on a rectangle with free space around it, as an SVG takes it. */
export const viewBoxOf = ({ left, top, right, bottom }: Box, margin: number): string =>
  [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin].map((value) => value.toFixed(1)).join(' ');

export const ringsOf = ({ type, arcs }: Omit<Geometry<unknown>, 'properties'>): Rings => (type === 'Polygon' ? (arcs as Rings) : (arcs as readonly Rings[]).flat());

export const pathOf = (points: readonly Point[]): string => points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

function decoded(arc: readonly (readonly [number, number])[], { scale, translate }: Topology['transform']): readonly Point[] {
  let [column, row] = [0, 0];
  return arc.map(([dx, dy]): Point => {
    column += dx;
    row += dy;
    return [(column * scale[0] + translate[0]) * SHRINK * SCALE, -(row * scale[1] + translate[1]) * SCALE];
  });
}

/** The arcs of a ring one after the other; each begins where the one before ends. */
const joined = (ring: readonly number[], lines: readonly (readonly Point[])[]): readonly Point[] =>
  ring.flatMap((arc, place) => {
    const line = arc < 0 ? [...(lines[~arc] ?? [])].reverse() : (lines[arc] ?? []);
    return place === 0 ? line : line.slice(1);
  });

const boxOf = (points: readonly Point[]): Box => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};

/** A polygon's rings, each a list of arcs; a negative number is the arc ~n from its end to its beginning. */
type Rings = readonly (readonly number[])[];

interface MunicipalityGeometry {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly arcs: Rings | readonly Rings[];
  readonly properties: { readonly ags: string; readonly name: string; readonly kreis: string };
}

/** A TopoJSON file with quantised arcs, as far as it is read here (topojson-specification 2.1: each point is told by its step from the one before). */
export interface MunicipalityTopology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly objects: { readonly gemeinden: { readonly geometries: readonly MunicipalityGeometry[] } };
}

/** The smallest rectangle around something, in units of the map. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A municipality as it is drawn. */
export interface Shape {
  readonly ags: string;
  readonly name: string;
  readonly path: string;
  readonly box: Box;
}

export interface Shapes {
  readonly municipalities: readonly Shape[];
  /** The borders of the districts, the outer one included, as one line. */
  readonly districtBorders: string;
}

type Point = readonly [x: number, y: number];

/** Units of the map for one degree of latitude: the whole of it is then about 560 units wide. */
const SCALE = 250;
/** In the middle of North Rhine-Westphalia; over its two degrees the plain projection is off by less than 3 %. */
const SHRINK = Math.cos((51.4 * Math.PI) / 180);

/** Decodes the file into paths: x to the east, y to the south, an equirectangular projection. */
export function toShapes({ transform, arcs, objects }: MunicipalityTopology): Shapes {
  const lines = arcs.map((arc) => decoded(arc, transform));
  const { geometries } = objects.gemeinden;
  const municipalities = geometries.map((geometry): Shape => {
    const rings = ringsOf(geometry).map((ring) => joined(ring, lines));
    return { ags: geometry.properties.ags, name: geometry.properties.name, path: rings.map((ring) => `${pathOf(ring)}Z`).join(''), box: boxOf(rings.flat()) };
  });
  return { municipalities, districtBorders: borders(geometries).map((index) => pathOf(lines[index] ?? [])).join('') };
}

/** The rectangle around several. */
export const around = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
});

function decoded(arc: readonly (readonly [number, number])[], { scale, translate }: MunicipalityTopology['transform']): readonly Point[] {
  let [column, row] = [0, 0];
  return arc.map(([dx, dy]): Point => {
    column += dx;
    row += dy;
    return [(column * scale[0] + translate[0]) * SHRINK * SCALE, -(row * scale[1] + translate[1]) * SCALE];
  });
}

const ringsOf = ({ type, arcs }: MunicipalityGeometry): Rings => (type === 'Polygon' ? (arcs as Rings) : (arcs as readonly Rings[]).flat());

/** The arcs of a ring one after the other; each begins where the one before ends. */
const joined = (ring: readonly number[], lines: readonly (readonly Point[])[]): readonly Point[] =>
  ring.flatMap((arc, place) => {
    const line = arc < 0 ? [...(lines[~arc] ?? [])].reverse() : (lines[arc] ?? []);
    return place === 0 ? line : line.slice(1);
  });

/** The arcs that lie between two districts, or at the edge of all. */
function borders(geometries: readonly MunicipalityGeometry[]): readonly number[] {
  const sides = new Map<number, string[]>();
  for (const geometry of geometries) {
    for (const arc of ringsOf(geometry).flat()) {
      const index = arc < 0 ? ~arc : arc;
      sides.set(index, [...(sides.get(index) ?? []), geometry.properties.kreis]);
    }
  }
  return [...sides].filter(([, districts]) => districts.length === 1 || new Set(districts).size > 1).map(([index]) => index);
}

const pathOf = (points: readonly Point[]): string => points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

const boxOf = (points: readonly Point[]): Box => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};

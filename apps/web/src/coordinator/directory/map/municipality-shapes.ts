import { linesOf, pathOf, ringsOf, shapeOf, type Geometry, type Shape, type Topology } from '../../../shared/charts/topology';

type MunicipalityGeometry = Geometry<{ readonly ags: string; readonly name: string; readonly kreis: string }>;

/** The file of the municipalities. */
export interface MunicipalityTopology extends Topology {
  readonly objects: { readonly gemeinden: { readonly geometries: readonly MunicipalityGeometry[] } };
}

export interface Shapes {
  readonly municipalities: readonly Shape[];
  /** The borders of the districts, the outer one included, as one line. */
  readonly districtBorders: string;
}

/** Decodes the file into paths. */
export function toShapes({ objects, ...topology }: MunicipalityTopology): Shapes {
  const lines = linesOf(topology);
  const { geometries } = objects.gemeinden;
  return {
    municipalities: geometries.map((geometry) => shapeOf(geometry, lines)),
    districtBorders: borders(geometries).map((index) => pathOf(lines[index] ?? [])).join(''),
  };
}

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

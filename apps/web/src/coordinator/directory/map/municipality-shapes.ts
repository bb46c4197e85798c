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
  /** The borders of any areas that municipalities make up, the outer one included, as one line. `areaOf` names a municipality's area by its AGS. */
  readonly bordersOf: (areaOf: (ags: string) => string) => string;
  /** The outline of what these municipalities make up together. */
  readonly outlineOf: (keys: ReadonlySet<string>) => string;
}

/** Decodes the file into paths. */
export function toShapes({ objects, ...topology }: MunicipalityTopology): Shapes {
  const lines = linesOf(topology);
  const { geometries } = objects.gemeinden;
  const along = (parts: typeof geometries, areaOf: AreaOf): string => borders(parts, areaOf).map((index) => pathOf(lines[index] ?? [])).join('');
  return {
    municipalities: geometries.map((geometry) => shapeOf(geometry, lines)),
    districtBorders: along(geometries, ({ kreis }) => kreis),
    bordersOf: (areaOf) => along(geometries, ({ ags }) => areaOf(ags)),
    outlineOf: (keys) => along(geometries.filter(({ properties }) => keys.has(properties.ags)), () => ''),
  };
}

type AreaOf = (municipality: MunicipalityGeometry['properties']) => string;

/** The arcs that lie between two areas, or at the edge of all. */
function borders(geometries: readonly MunicipalityGeometry[], areaOf: AreaOf): readonly number[] {
  const sides = new Map<number, string[]>();
  for (const geometry of geometries) {
    for (const arc of ringsOf(geometry).flat()) {
      const index = arc < 0 ? ~arc : arc;
      sides.set(index, [...(sides.get(index) ?? []), areaOf(geometry.properties)]);
    }
  }
  return [...sides].filter(([, areas]) => areas.length === 1 || new Set(areas).size > 1).map(([index]) => index);
}

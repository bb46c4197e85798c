import { linesOf, shapeOf, type Geometry, type Shape, type Topology } from './topology';

/** The file of the districts; its outlines are those of the Regierungsbezirke too. */
export interface DistrictTopology extends Topology {
  readonly objects: { readonly kreise: { readonly geometries: readonly Geometry<{ readonly ags: string; readonly name: string }>[] } };
}

/** Decodes the file into the shapes of the 53 districts. */
export function toDistrictShapes({ objects, ...topology }: DistrictTopology): readonly Shape[] {
  const lines = linesOf(topology);
  return objects.kreise.geometries.map((geometry) => shapeOf(geometry, lines));
}

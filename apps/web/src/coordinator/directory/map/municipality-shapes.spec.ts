import { describe, expect, it } from '@jest/globals';
import { around } from '../../../shared/charts/topology.js';
import { toShapes, type MunicipalityTopology } from './municipality-shapes.js';

/** Two squares of one degree side by side; the arc between them is told once, and read backwards by the second. */
const square = (kreis: string): MunicipalityTopology => ({
  transform: { scale: [0.5, 0.5], translate: [6, 51] },
  arcs: [
    [[2, 0], [0, 2]],
    [[2, 2], [-2, 0], [0, -2], [2, 0]],
    [[2, 0], [2, 0], [0, 2], [-2, 0]],
  ],
  objects: {
    gemeinden: {
      geometries: [
        { type: 'Polygon', arcs: [[0, 1]], properties: { ags: '05100001', name: 'West', kreis: '05100' } },
        { type: 'MultiPolygon', arcs: [[[2, ~0]]], properties: { ags: '05200001', name: 'Ost', kreis } },
      ],
    },
  },
});
const corners = (path: string): number => (path.match(/[ML]/g) ?? []).length;

describe('the shapes of the municipalities', () => {
  it('are closed, lie beside each other and are as high as a degree', () => {
    const [west, east] = toShapes(square('05200')).municipalities;
    expect([west?.ags, east?.name]).toEqual(['05100001', 'Ost']);
    expect(west?.path).toMatch(/^M.*Z$/);
    expect([corners(west?.path ?? ''), corners(east?.path ?? '')]).toEqual([5, 5]);
    expect(west?.box.right).toBeCloseTo(east?.box.left ?? 0);
    expect((west?.box.bottom ?? 0) - (west?.box.top ?? 0)).toBeCloseTo(250);
    // North is above: y grows to the south.
    expect(west?.box.top).toBeCloseTo(-52 * 250);
    expect(around([west, east].flatMap((shape) => shape?.box ?? []))).toEqual({ left: west?.box.left, top: west?.box.top, right: east?.box.right, bottom: west?.box.bottom });
  });

  it('are parted by the border of any areas they make up', () => {
    const { bordersOf, outlineOf } = toShapes(square('05100'));
    expect((bordersOf((ags) => ags).match(/M/g) ?? []).length).toBe(3);
    expect((bordersOf(() => 'PP-Bochum').match(/M/g) ?? []).length).toBe(2);
    expect((outlineOf(new Set(['05100001'])).match(/M/g) ?? []).length).toBe(2);
    expect(outlineOf(new Set())).toBe('');
  });

  it('are parted by a border where the district changes, and by none within a district', () => {
    expect((toShapes(square('05200')).districtBorders.match(/M/g) ?? []).length).toBe(3);
    expect((toShapes(square('05100')).districtBorders.match(/M/g) ?? []).length).toBe(2);
  });
});

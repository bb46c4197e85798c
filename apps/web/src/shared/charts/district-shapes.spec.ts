import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { toDistrictShapes, type DistrictTopology } from './district-shapes.js';
import { around } from './topology.js';

const file = JSON.parse(readFileSync(new URL('../../../public/map/nrw-districts.topo.json', import.meta.url), 'utf8')) as DistrictTopology;

describe('the map of the districts', () => {
  const shapes = toDistrictShapes(file);
  it('holds the 53 districts of the registry, each with a closed outline', () => {
    const registry = readFileSync(new URL('../../../../../libs/directory/data/nrw-kreise.csv', import.meta.url), 'utf8').match(/^05\d{3}(?=,)/gm) ?? [];
    expect(shapes.map(({ ags }) => ags).sort()).toEqual([...registry].sort());
    expect(shapes).toHaveLength(53);
    expect(shapes.filter(({ path }) => !/^M.*Z$/.test(path))).toEqual([]);
  });
  it('lies in North Rhine-Westphalia: about 560 units wide and 550 high', () => {
    const { left, right, top, bottom } = around(shapes.map(({ box }) => box));
    expect([right - left, bottom - top].map(Math.round)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(right - left).toBeGreaterThan(500);
    expect(bottom - top).toBeLessThan(600);
  });
});

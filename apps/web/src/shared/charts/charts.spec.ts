import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { BulletList } from './bullet-list.js';
import { ChainFlow } from './chain-flow.js';
import { Choropleth } from './choropleth.js';
import { toDistrictShapes, type DistrictTopology } from './district-shapes.js';
import { HeatMap } from './heat-map.js';
import { lifeTable } from './life-table.js';
import { PercentileFan, type FanWeek } from './percentile-fan.js';
import { readingOf } from './reading.js';
import { SurvivalCurve } from './survival-curve.js';

const shapes = toDistrictShapes(JSON.parse(readFileSync(new URL('../../../public/map/nrw-districts.topo.json', import.meta.url), 'utf8')) as DistrictTopology);
const rows = [
  { key: '05111', name: 'Düsseldorf', reading: readingOf(300, 330, 0.86), before: 0.9 },
  { key: '05570', name: 'Warendorf', reading: readingOf(60, 115, 0.86), before: null },
  { key: '05112', name: 'Duisburg', reading: readingOf(null, 10, 0.86), before: null },
  { key: '05113', name: 'Essen', reading: readingOf(0, 0, 0.86), before: null },
];
const nameOf = ({ name }: { readonly name: string }): string => name;
const week = (day: string, p50: number | null, n: number | null): FanWeek => ({ week: day, n, p10: p50, p25: p50, p50, p75: p50 === null ? null : p50 + 20, p90: p50 === null ? null : p50 + 50 });
const own = { name: 'Warendorf', points: lifeTable(100, [{ hours: 24, happened: 45, censored: 0 }, { hours: 72, happened: 90, censored: 0 }]) };
const land = { name: 'Land', points: lifeTable(1000, [{ hours: 24, happened: 500, censored: 0 }, { hours: 72, happened: 860, censored: 0 }]) };
const chain = [
  { key: 'referrals', label: 'Vermittlungen', count: 100, from: null },
  { key: 'reached', label: 'Erreicht', count: 70, from: 'referrals' },
  { key: 'notReached', label: 'Nicht erreicht', count: null, from: 'referrals' },
];

const CHARTS: Readonly<Record<string, ReactElement>> = {
  'percentile fan': createElement(PercentileFan, { title: 'Stunden', weeks: [week('2026-07-06', 32, 80), week('2026-07-13', null, null), week('2026-07-20', 22, 90)], deadlines: [24, 72] }),
  'bullet list': createElement(BulletList, { title: 'Binnen 72 Std.', finding: 'Satz.', rows, reference: { name: 'Land', share: 0.86 }, nameOf }),
  'survival curve': createElement(SurvivalCurve, { title: 'Erster Versuch', own, other: land, deadlines: [24, 48, 72] }),
  'chain flow': createElement(ChainFlow, { title: 'Kette', finding: 'Satz.', nodes: chain }),
  'heat map': createElement(HeatMap, { title: 'Quartale', finding: 'Satz.', columns: ['Q1', 'Q2'], rows: rows.map(({ key, name, reading }) => ({ key, name, readings: [reading, null] })), nameOf }),
  choropleth: createElement(Choropleth, { title: 'Karte', finding: 'Satz.', shapes, readings: new Map(rows.map(({ key, reading }) => [key, reading])), marked: null, attribution: 'Quelle' }),
};
const markupOf = (name: string): string => renderToStaticMarkup(CHARTS[name] ?? createElement('p'));
const textIn = (markup: string): string => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe.each(Object.keys(CHARTS))('the %s', (name) => {
  it('is drawn without a browser, the same each time', () => {
    expect(markupOf(name)).toMatch(/<svg/);
    expect(markupOf(name)).toBe(markupOf(name));
    expect(markupOf(name)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
  it('has titles of one string, and names for its pictures', () => {
    expect(markupOf(name)).not.toMatch(/<title[^>]*>[^<]*<!--/);
    expect([...markupOf(name).matchAll(/<svg[^>]*>/g)].filter(([svg]) => !/aria-hidden="true"|aria-labelledby=/.test(svg))).toEqual([]);
  });
});

describe.each(Object.keys(CHARTS).filter((name) => name !== 'choropleth'))('the figure of the %s', (name) => {
  it('is named by its caption, described by its finding, and holds its data as a table', () => {
    const [, labelled = '', described = ''] = /<figure[^>]*aria-labelledby="([^"]*)"[^>]*aria-describedby="([^"]*)"/.exec(markupOf(name)) ?? [];
    expect([labelled, described].map((id) => markupOf(name).includes(` id="${id}"`))).toEqual([true, true]);
    expect(markupOf(name)).toMatch(/<details.*<table.*<th scope="row"/s);
  });
});

describe('what the charts say', () => {
  it('is a finding with the middle and the slow end', () => expect(textIn(markupOf('percentile fan'))).toContain('Median: 32 Std. in der Woche ab 06.07., 22 Std. zuletzt. Langsamstes Zehntel: ab 82 Std., ab 72 Std. zuletzt.'));
  it('is a finding with every deadline, beside the Land', () =>
    expect(textIn(markupOf('survival curve'))).toContain('Erster Versuch: nach 24 Std. 45 % (Land 50 %), nach 72 Std. 90 % (Land 86 %). Offene Vermittlungen zählen mit.'));
  it('is never 0 % where nothing happened or something is hidden', () => {
    for (const name of ['bullet list', 'heat map', 'choropleth']) {
      expect(textIn(markupOf(name))).toMatch(/keine Vermittlungen/);
      expect(textIn(markupOf(name))).toMatch(/verborgen/);
    }
    expect(textIn(markupOf('heat map'))).not.toMatch(/(^|[^\d])0\s?%/);
  });
  it('names on the map which district needs action, and hatches what is hidden', () => {
    expect(markupOf('choropleth')).toMatch(/<text[^>]*chart-text--map[^>]*>Warendorf</);
    expect(markupOf('choropleth')).toMatch(/<path[^>]*data-ags="05112"[^>]*fill="url\(#/);
  });
  it('always draws the deadlines', () => {
    expect([...markupOf('survival curve').matchAll(/class="chart-deadline"/g)]).toHaveLength(3);
    expect([...markupOf('percentile fan').matchAll(/class="chart-deadline"/g)]).toHaveLength(2);
  });
});

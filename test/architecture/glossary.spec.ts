import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as domain from '#domain';
import { rowsUnder } from './markdown-table.js';

const GLOSSARY = readFileSync('docs/glossary.md', 'utf8');

/** Sections that list exactly what the code knows. */
const EXACT: Readonly<Record<string, () => readonly string[]>> = {
  Organisations: () => domain.ORGANISATION_KINDS,
  Roles: () => [...domain.HUMAN_ROLES, 'clock'],
  States: () => domain.STATES,
  Events: () => domain.EVENTS,
  Clocks: () => domain.CLOCK_KINDS,
  Refusals: () => domain.REFUSALS,
  Outcomes: () => domain.OUTCOMES,
  'Reasons, results and flags': () => [
    ...domain.DECLINE_REASONS,
    ...domain.RETURN_REASONS,
    ...domain.ATTEMPT_RESULTS,
    ...domain.REACHED_RESULTS,
    ...domain.FORWARD_REASONS,
    ...domain.WITHDRAW_REASONS,
    ...domain.PAUSE_REASONS,
    ...domain.MEASURE_CHANGES,
    ...domain.CHANNELS,
    ...domain.TARGET_GROUPS,
    ...domain.RISK_LEVELS,
  ],
  Tables: tables,
};

function tables(): string[] {
  const migrations = ['persistence', 'keystore'].flatMap((lib) =>
    readdirSync(`libs/${lib}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)migrations?\//.test(file))
      .map((file) => readFileSync(`libs/${lib}/src/${file}`, 'utf8')),
  );
  // What a later migration drops on its way up is no table of today; the way down begins with `async down`.
  const upwards = migrations.map((text) => text.split('async down')[0] ?? '');
  const named = (pattern: RegExp): string[] => upwards.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));
  const dropped = named(/drop table ([a-z_.]+)/gi);
  return named(/create (?:unlogged )?table (?:if not exists )?([a-z_.]+)/gi).filter((name) => !dropped.includes(name));
}

/** What the glossary lacks, has too much, or leaves without a German word or a meaning. */
function faults(glossary: string, exact: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(exact).flatMap(([section, names]) => {
    const rows = rowsUnder(glossary, section);
    const written = rows.map(([code]) => code ?? '');
    return [
      ...new Set([
        ...names.filter((name) => !written.includes(name)).map((name) => `${section}: "${name}" has no row`),
        ...written.filter((code) => !names.includes(code)).map((code) => `${section}: "${code}" is in no list of the code`),
        ...rows
          .filter(([, german, meaning]) => !german || !meaning)
          .map(([code]) => `${section}: "${code}" lacks a German word or a meaning`),
      ]),
    ];
  });
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Exported names that use a word which the glossary rules out; terms of the glossary itself are exempt. */
function ruledOut(glossary: string, names: readonly string[]): string[] {
  const never = new Set(
    rowsUnder(glossary, 'Words').flatMap(([, , , words]) => (words ?? '').split(',').map((word) => word.trim().toLowerCase())),
  );
  const terms = Object.keys(EXACT).flatMap((section) => rowsUnder(glossary, section).map(([code]) => wordsOf(code ?? '').join(' ')));
  return names.filter((name) => {
    let words = ` ${wordsOf(name).join(' ')} `;
    for (const term of terms) words = words.replace(` ${term} `, ' ');
    return words.split(' ').some((word) => word !== '' && (never.has(word) || never.has(word.replace(/s$/, ''))));
  });
}

const current = (): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(EXACT).map(([section, names]) => [section, names()]));

describe('the glossary', () => {
  it('has a row for every name of the code, and none that the code does not know', () => {
    expect(faults(GLOSSARY, current())).toEqual([]);
  });

  it('is noticed when a row is missing, stale or empty', () => {
    const planted = GLOSSARY.replace(/^\| `submitted` .*\n/m, '| `forgotten` | | |\n');
    expect(faults(planted, current())).toEqual([
      'States: "submitted" has no row',
      'States: "forgotten" is in no list of the code',
      'States: "forgotten" lacks a German word or a meaning',
    ]);
  });

  it('finds the tables that the migrations create', () => {
    expect(tables()).toEqual(expect.arrayContaining(['referral', 'clock', 'audit.event']));
  });

  it('rules out no exported name of the domain', () => {
    expect(ruledOut(GLOSSARY, Object.keys(domain))).toEqual([]);
  });

  it('is noticed when an exported name uses a word that it rules out', () => {
    expect(ruledOut(GLOSSARY, ['victimName', 'startTimeout', 'openTickets', 'VICTIM_PROTECTION', 'dueAt'])).toEqual([
      'victimName',
      'startTimeout',
      'openTickets',
    ]);
  });
});

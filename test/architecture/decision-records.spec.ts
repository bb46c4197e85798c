import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aFolder } from './a-folder.js';

const SECTIONS = ['Context', 'Decision', 'Alternatives', 'Consequences'];
const STATUS = /^Status: (proposed|accepted|rejected|superseded by (\d{4}))$/m;

/** What is wrong with the decision records of a folder. */
function faults(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const numbers = files.map((file) => file.slice(0, 4));
  return files.flatMap((file, index) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const number = numbers[index] ?? '';
    if (!/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(file)) return [`${file}: is not named NNNN-title.md`];
    if (text.trim() === '') return [`${file}: is empty`];
    const successor = STATUS.exec(text)?.[2];
    return [
      ...(numbers.indexOf(number) !== index ? [`${file}: has the number of another record`] : []),
      ...(text.startsWith(`# ${number} `) ? [] : [`${file}: does not begin with "# ${number} …"`]),
      ...(STATUS.test(text) ? [] : [`${file}: has no known status`]),
      ...(successor !== undefined && !numbers.includes(successor) ? [`${file}: is superseded by ${successor}, which does not exist`] : []),
      ...SECTIONS.filter((section) => !new RegExp(`^## ${section}\\n+[^\\s#]`, 'm').test(text)).map(
        (section) => `${file}: says nothing under "${section}"`,
      ),
    ];
  });
}

/** Assumptions in the sources that name a record which does not exist. */
function unfoundedAssumptions(sources: Readonly<Record<string, string>>, records: readonly string[]): string[] {
  return Object.entries(sources).flatMap(([path, text]) =>
    [...text.matchAll(/\bASSUMPTION\b(?:\((?:adr-(\d{4}))?[^)]*\)?)?/g)]
      .filter(([, number]) => number === undefined || !records.some((record) => record.startsWith(number)))
      .map(([mark]) => `${path}: ${mark}`),
  );
}

const WHOLE = (number: string, status: string): string =>
  `# ${number} A title\n\nStatus: ${status}\n\n${SECTIONS.map((section) => `## ${section}\n\nBecause.\n`).join('\n')}`;

describe('the decision records', () => {
  it('are whole, numbered once and lead somewhere', () => {
    expect(faults('docs/adr')).toEqual([]);
    expect(readdirSync('docs/adr').length).toBeGreaterThan(0);
  });

  it('are refused when empty, misnamed, numbered twice, without status, without a section or superseded by nothing', () => {
    const folder = aFolder({
      '0001-good.md': WHOLE('0001', 'accepted'),
      '0002-empty.md': '\n',
      '0003-first.md': WHOLE('0003', 'accepted'),
      '0003-second.md': WHOLE('0003', 'superseded by 0001'),
      '0004-dangling.md': WHOLE('0004', 'superseded by 0099'),
      '0005-status.md': WHOLE('0005', 'nearly done'),
      '0006-section.md': WHOLE('0006', 'accepted').replace('## Alternatives\n\nBecause.\n', '## Alternatives\n'),
      '0007-title.md': WHOLE('0008', 'accepted'),
      'Notes.md': 'x',
    });
    expect(faults(folder)).toEqual([
      '0002-empty.md: is empty',
      '0003-second.md: has the number of another record',
      '0004-dangling.md: is superseded by 0099, which does not exist',
      '0005-status.md: has no known status',
      '0006-section.md: says nothing under "Alternatives"',
      '0007-title.md: does not begin with "# 0007 …"',
      'Notes.md: is not named NNNN-title.md',
    ]);
  });

  it('stand behind every number that is marked as an assumption', () => {
    const sources = ['apps', 'libs']
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
      .filter((path) => /\.tsx?$/.test(path) && !/\/generated\//.test(path));
    expect(
      unfoundedAssumptions(Object.fromEntries(sources.map((path) => [path, readFileSync(path, 'utf8')])), readdirSync('docs/adr')),
    ).toEqual([]);
  });

  it('are missed by an assumption that names none, or one that does not exist', () => {
    const planted = { 'a.ts': '/** ASSUMPTION(adr-0042) */', 'b.ts': '// ASSUMPTION(ask them)', 'c.ts': '// ASSUMPTION(adr-0001)' };
    expect(unfoundedAssumptions(planted, ['0001-good.md'])).toEqual(['a.ts: ASSUMPTION(adr-0042)', 'b.ts: ASSUMPTION(ask them)']);
  });
});

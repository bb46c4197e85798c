import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const FOLDER = 'libs/persistence/src/migrations';

/** What each migration was when it was given to others, by the beginning of its SHA-256. A new one is added here with its first release to others. */
const LANDED: Readonly<Record<string, string>> = {
  '1795000000001-create-directory.ts': 'dd8ae7317abdefe7',
  '1795000000002-create-access.ts': '914cb3f835ecba30',
  '1795000000003-create-referral.ts': '034e34d376135c48',
  '1795000000004-create-clock.ts': 'b4ccd0637a22b176',
  '1795000000005-create-audit.ts': '92b55ffdcba9af5d',
  '1795000000006-create-commands.ts': 'c0327e15c8be1fe7',
  '1795000000007-create-statistics.ts': 'f15f29bb8df06af9',
  '1795000000008-create-duty.ts': 'a587fa2fecfe7b19',
  '1795000000009-create-watch.ts': '09ae2a09671e620b',
  '1795000000010-create-report-draft.ts': '6c153339c766fdb5',
  '1795000000011-create-calendar-feed.ts': 'a618e8c811e10624',
  '1795000000012-hold-clocks.ts': '781ea63112b4e6e8',
  '1795000000013-keep-registry.ts': '1effc56b4fec7e69',
  '1795000000014-create-routing-decision.ts': '8ad8af44b87218de',
  '1795000000015-keep-turnaround.ts': '1e86b47df70e91a0',
  '1795000000016-keep-other-organisations.ts': 'f376d60d5a530ca1',
  '1795000000017-publish-subjects.ts': 'f6ef1eb666dfeaef',
  '1795000000018-keep-police-tally.ts': '76edfc5dafdd7e8b',
  '1795000000019-keep-meetings.ts': '2ff8c6e0356bada6',
  '1795000000020-keep-local-models.ts': 'ea323e1826261e02',
  '1795000000021-keep-action-plan.ts': '6c20551d0a457592',
  '1795000000022-keep-mandates.ts': '113a20012fa7a785',
  '1795000000023-keep-places.ts': 'eab4b9ed3839ac93',
  '1795000000024-keep-programmes.ts': '45447ca9e534a2ab',
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const changed = (read: (file: string) => string): readonly string[] => Object.entries(LANDED).filter(([file, hash]) => hashOf(read(file)) !== hash).map(([file]) => file);
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

describe('a migration that others have run', () => {
  it('is never changed: what comes later is a migration of its own', () => expect(changed(read)).toEqual([]));

  it('is missed by nobody: the list names every one but the newest that nobody has run', () => {
    const files = readdirSync(FOLDER).filter((file) => /^\d{13}-/.test(file)).sort();
    expect(files.slice(0, Object.keys(LANDED).length)).toEqual(Object.keys(LANDED));
  });

  it('would be noticed with one blank more (planted)', () => {
    const [first = ''] = Object.keys(LANDED);
    expect(changed((file) => (file === first ? `${read(file)} ` : read(file)))).toEqual([first]);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startApi, type TestApi } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let id: string;

beforeAll(async () => {
  chain = await aChain('prints');
  api = await startApi(chain);
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const made = await officer.create();
  id = String(made.body['id']);
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

/** Prints and answers the bytes. */
async function print(cookieOf: { readonly cookie: string | undefined; readonly csrfToken: string | undefined }, referralId: string, purpose: string) {
  const response = await fetch(`${api.url}/api/v1/referrals/${referralId}/prints`, {
    method: 'POST',
    headers: { cookie: cookieOf.cookie ?? '', 'x-csrf-token': cookieOf.csrfToken ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ purpose }),
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** How many characters are drawn: fonts are subset, so the file holds glyphs and not letters. */
const drawn = (pdf: Buffer): number =>
  [...pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map(([, body]) => {
      try {
        return inflateSync(Buffer.from(body ?? '', 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .flatMap((text) => [...text.matchAll(/<([0-9a-f]+)>/g)])
    .reduce((sum, [, hex]) => sum + (hex ?? '').length / 4, 0);

/** The file as a screen reader follows it: its structure with its words, and what the reader of the structure found wrong. */
function structureOf(pdf: Buffer): { readonly text: string; readonly faults: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  try {
    writeFileSync(join(folder, 'sheet.pdf'), pdf);
    const { stdout, stderr } = spawnSync('pdfinfo', ['-struct-text', join(folder, 'sheet.pdf')], { encoding: 'utf8' });
    return { text: stdout, faults: stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const trail = (): Promise<readonly { action: string; purpose: string; decision: string; role: string }[]> =>
  api.services.audit.query(`select action, purpose, decision, role from audit.event where referral_id = $1 and action = 'contact.printed' order by id`, [id]);

describe('printing a referral', () => {
  it('gives the centre one sheet as a PDF, and stands in the trail with its purpose', async () => {
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const { response, bytes } = await print(counsellor, id, 'handover');
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([200, 'application/pdf', 'no-store']);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="F-[^"]+\.pdf"$/);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await trail()).toEqual([{ action: 'contact.printed', purpose: 'handover', decision: 'allowed', role: 'counsellor' }]);
  });

  it('gives a screen reader one document of headings and tables with the person’s data in their cells', async () => {
    const { bytes } = await print(await api.signedIn(CENTRES.koeln.id, 'counsellor'), id, 'handover');
    const { text, faults } = structureOf(bytes);
    expect(faults).toBe('');
    expect(text).toMatch(/^Document/);
    expect(text).toMatch(/H1 \(block\)\s+"Vermittlung F-/);
    expect(text).toMatch(/TH:\s+\/Scope \/Row\s+"Name"\s+TD\s+"Testperson Ada Muster \(fiktiv\)"/);
    expect(text).toMatch(/H2 \(block\)\s+"Sicherer Kontakt"/);
    expect(structureOf(Buffer.from(bytes.toString('latin1').replace('/S /Document', '/S /P       '), 'latin1')).faults).not.toBe('');
  });

  it('is unknown to another authority and another centre', async () => {
    for (const [organisation, role] of [[POLICE.muenster, 'officer'], [CENTRES.domstadt.id, 'counsellor']] as const) {
      const { response } = await print(await api.signedIn(organisation, role), id, 'handover');
      expect([role, response.status]).toEqual([role, 404]);
    }
  });

  it('asks for a purpose that stands open', async () => {
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    expect((await print(counsellor, id, 'repeat_attempt')).response.status).toBe(409);
    expect((await print(counsellor, id, 'curiosity')).response.status).toBe(422);
  });

  it('leaves out the person once the police may no longer read, and records that', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const open = await print(officer, id, 'correction');
    chain.moveTo(new Date(chain.now().getTime() + 15 * 86_400_000));
    const again = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
    const ended = await print(again, id, 'correction');
    expect([open.response.status, ended.response.status]).toEqual([200, 200]);
    expect(drawn(ended.bytes)).toBeLessThan(drawn(open.bytes));
    expect((await trail()).at(-1)).toEqual({ action: 'contact.printed', purpose: 'correction', decision: 'police_access_ended', role: 'officer' });
  });

  it('leaves nothing personal in the log', () => {
    const { core } = aNewReferral().contact;
    for (const word of [core.name, core.street, ...core.phones.map(({ number }) => number)]) expect(api.logLines.join('\n')).not.toContain(word);
    expect(api.logLines.some((line) => line.includes('/api/v1/referrals/:id/prints'))).toBe(true);
  });
});

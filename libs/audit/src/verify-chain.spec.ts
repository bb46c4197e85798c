import { describe, expect, it } from '@jest/globals';
import { canonicalText, genesisHash, hashOf, type AuditEvent } from './audit-event.js';
import { merkleRoot } from './merkle.js';
import { FIRST_SEAL_FOLLOWS, sealHash } from './seal.js';
import { verifyChain } from './verify-chain.js';

const CHAIN = '0195d2a4-0000-7000-8000-000000000001';

/** The worked example of docs/privacy.md: two entries of a fictional referral. */
function example(): AuditEvent[] {
  const events: AuditEvent[] = [];
  for (const [index, action] of ['referral.submit', 'contact.read'].entries()) {
    const content = {
      chain: CHAIN,
      seq: index + 1,
      happenedAt: new Date(Date.UTC(2027, 2, 26, 20, 40) + index * 60_000),
      recordedAt: new Date(Date.UTC(2027, 2, 26, 20, 40) + index * 60_000 + 5),
      actorId: '0195d2a4-0000-7000-8000-00000000000a',
      organisationId: '0195d2a4-0000-7000-8000-00000000000b',
      role: index === 0 ? 'officer' : 'counsellor',
      action,
      referralId: CHAIN,
      fields: index === 0 ? [] : ['core', 'safeContact'],
      purpose: index === 0 ? null : 'first_contact',
      decision: 'allowed',
      requestId: `req-${index + 1}`,
    };
    const previousHash = events.at(-1)?.hash ?? genesisHash(CHAIN);
    events.push({ ...content, id: 41 + index, previousHash, hash: hashOf(previousHash, content) });
  }
  return events;
}

describe('the written form of an entry', () => {
  it('is the JSON array of the format description', () => {
    expect(canonicalText(example()[1] as AuditEvent)).toBe(
      '["v1","0195d2a4-0000-7000-8000-000000000001",2,1806093660000,1806093660005,"0195d2a4-0000-7000-8000-00000000000a",' +
        '"0195d2a4-0000-7000-8000-00000000000b","counsellor","contact.read","0195d2a4-0000-7000-8000-000000000001",["core","safeContact"],"first_contact","allowed","req-2"]',
    );
  });

  it('hashes as in the worked example', () => {
    expect({
      genesis: genesisHash(CHAIN).toString('hex'),
      entries: example().map((event) => event.hash.toString('hex')),
      root: merkleRoot(example()).toString('hex'),
      seal: sealHash(FIRST_SEAL_FOLLOWS, {
        sealedAt: new Date(Date.UTC(2027, 2, 26, 21)),
        fromEventId: 1,
        toEventId: 42,
        events: 2,
        merkleRoot: merkleRoot(example()),
      }).toString('hex'),
    }).toEqual({
      entries: [
        'ba4c88f495bcc608ab23bd47c9337e438e617a6a045993632467dc37568655ae',
        'd06570b9816f95e5be3de8f8fca753b72c7ad7030a15a932e3257c467752aad3',
      ],
      genesis: '632c29b8c11d368ecaf0a7812cac271650e8e23ab5d9ffe3b840f8fd6b04a931',
      root: '7c95841d437bebee786dd048b6c42def8b172d5ac6ea794dc737912042fa12b0',
      seal: '30918992ad3eab72d0579d07f2dd0749db382115b1ccc242f46050f0008e5f6c',
    });
  });
});

describe('a chain', () => {
  it('is intact as it was written, with and without its head', () => {
    const events = example();
    const last = events[1] as AuditEvent;
    expect(verifyChain(events)).toEqual([]);
    expect(verifyChain(events, { seq: 2, hash: last.hash })).toEqual([]);
    expect(verifyChain([])).toEqual([]);
  });

  it('tells where it was edited, cut, emptied at the front or continued elsewhere', () => {
    const [first, second] = example() as [AuditEvent, AuditEvent];
    expect(verifyChain([first, { ...second, purpose: 'supervision' }])).toEqual([{ chain: CHAIN, at: 2, reason: 'content' }]);
    expect(verifyChain([second])).toEqual([{ chain: CHAIN, at: 2, reason: 'gap' }]);
    expect(verifyChain([first], { seq: 2, hash: second.hash })).toEqual([{ chain: CHAIN, at: 2, reason: 'head' }]);
    const forged = { ...second, previousHash: genesisHash('another'), hash: hashOf(genesisHash('another'), second) };
    expect(verifyChain([first, forged])).toEqual([{ chain: CHAIN, at: 2, reason: 'link' }]);
  });
});

describe('the root over entries', () => {
  const leaf = (id: number): { id: number; hash: Buffer } => ({ id, hash: genesisHash(String(id)) });

  it('changes with every entry, its id and the order', () => {
    const leaves = [1, 2, 3, 4, 5].map(leaf);
    const roots = [
      leaves,
      leaves.slice(0, 4),
      leaves.slice(1),
      [...leaves].reverse(),
      leaves.map((each) => ({ ...each, id: each.id + 1 })),
      [...leaves, leaf(5)],
    ];
    expect(new Set(roots.map((each) => merkleRoot(each).toString('hex'))).size).toBe(roots.length);
  });

  it('over nothing does not exist', () => {
    expect(() => merkleRoot([])).toThrow('nothing to seal');
  });
});

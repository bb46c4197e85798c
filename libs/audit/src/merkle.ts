import { sha256 } from './sha256.js';

/** What a seal covers of one entry: its place in the order of recording and its hash. */
export interface Leaf {
  readonly id: number;
  readonly hash: Buffer;
}

/**
 * The Merkle root over entries in the order of their ids: leaf SHA-256(00 ‖ id, 8 bytes ‖ hash), node SHA-256(01 ‖ left ‖ right); an odd
 * last node moves up as it is. At least one leaf.
 */
export function merkleRoot(leaves: readonly Leaf[]): Buffer {
  let level = leaves.map(leafHash);
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index] as Buffer, level[index + 1]];
      above.push(right === undefined ? left : sha256(Buffer.concat([NODE, left, right])));
    }
    level = above;
  }
  const [root] = level;
  if (root === undefined) throw new Error('nothing to seal');
  return root;
}

const NODE = Buffer.from([1]);

function leafHash({ id, hash }: Leaf): Buffer {
  // The first byte stays 00.
  const leaf = Buffer.alloc(1 + 8 + hash.length);
  leaf.writeBigUInt64BE(BigInt(id), 1);
  leaf.set(hash, 9);
  return sha256(leaf);
}

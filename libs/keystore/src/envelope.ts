import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Algorithm 1: AES-256-GCM, random 96-bit nonce, 128-bit tag. The byte leads every envelope, so that another algorithm can follow. */
const AES_256_GCM = 1;
const NONCE = 12;
const TAG = 16;

/** The envelope was not sealed with this key for this place, or was altered. Says no more than that. */
export class EnvelopeBroken extends Error {
  override readonly name = 'EnvelopeBroken';
  constructor() {
    super('the envelope does not open here');
  }
}

/**
 * Seals bytes for exactly one place: layout algorithm (1 byte), nonce (12), tag (16), ciphertext. `place` is authenticated, not stored;
 * an envelope moved to another row, version or compartment does not open.
 */
export function seal(key: Buffer, place: string, plaintext: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(`${place}|${AES_256_GCM}`, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([AES_256_GCM]), nonce, cipher.getAuthTag(), ciphertext]);
}

/** Opens an envelope at the place it was sealed for; throws EnvelopeBroken for everything else. */
export function open(key: Buffer, place: string, envelope: Buffer): Buffer {
  if (envelope[0] !== AES_256_GCM || envelope.length < 1 + NONCE + TAG) throw new EnvelopeBroken();
  const decipher = createDecipheriv('aes-256-gcm', key, envelope.subarray(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(`${place}|${AES_256_GCM}`, 'utf8'));
  decipher.setAuthTag(envelope.subarray(1 + NONCE, 1 + NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(envelope.subarray(1 + NONCE + TAG)), decipher.final()]);
  } catch {
    throw new EnvelopeBroken();
  }
}

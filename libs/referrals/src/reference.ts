import { randomInt } from 'node:crypto';

/** Without letters and digits that are mixed up on the telephone (I, O, 0, 1). */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 7;

/** A reference for people, e.g. `F-7F3KQ2M`: random, so it tells neither order nor number of referrals, and no capability. */
export const newReference = (): string => `F-${Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;

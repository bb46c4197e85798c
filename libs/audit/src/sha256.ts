import { hash } from 'node:crypto';

/** SHA-256 in one call; an object per hash would make a verification several times slower. */
export const sha256 = (data: Buffer): Buffer => hash('sha256', data, 'buffer');

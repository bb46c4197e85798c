import { describe, expect, it } from '@jest/globals';
import { PasswordHasher, hashPassword } from './password-hasher.js';

const COST = { memoryKiB: 8, passes: 1, lanes: 1, inFlight: 1, waiting: 1 };

describe('a password', () => {
  it('fits its own hash only, in whichever form its letters were typed', async () => {
    const hasher = await PasswordHasher.create(COST);
    const stored = await hashPassword('Käsekuchen um Mitternacht', COST);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/);
    expect(await hasher.verify(stored, 'Ka\u0308sekuchen um Mitternacht')).toBe(true);
    expect(await hasher.verify(stored, 'käsekuchen um mitternacht')).toBe(false);
  });

  it('fits no account that does not exist', async () => {
    const hasher = await PasswordHasher.create(COST);
    expect(await hasher.verify(null, '')).toBe(false);
  });

  it('is verified one at a time here; whoever finds the waiting place taken is refused at once', async () => {
    const hasher = await PasswordHasher.create(COST);
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => hasher.verify(null, 'x')));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(await hasher.verify(null, 'x')).toBe(false);
  });
});

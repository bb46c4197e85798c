import { describe, expect, it } from '@jest/globals';
import { TooManyRequests } from './access-errors.js';
import { DEFAULT_RATE_LIMITS, RateLimits, networkOf } from './rate-limits.js';

const aLimiter = (redisUrl: string | null = null): RateLimits =>
  new RateLimits({ rules: { ...DEFAULT_RATE_LIMITS, signInPerAddressAndNetwork: { points: 3, per: 60 } }, redisUrl, hmacKey: Buffer.alloc(32, 7) });

describe('the network of an address', () => {
  it.each([
    ['192.0.2.17', '192.0.2'],
    ['::ffff:192.0.2.17', '192.0.2'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

describe('a rate limit', () => {
  it.each([['without a shared store', null], ['with a shared store that is away', 'redis://127.0.0.1:1']])('holds %s, for one account from one network', async (_, redisUrl) => {
    const limits = aLimiter(redisUrl);
    for (let round = 0; round < 3; round += 1) await limits.signInTried('ada@example.org', '192.0.2.1');
    await expect(limits.signInTried('Ada@Example.org', '192.0.2.99')).rejects.toBeInstanceOf(TooManyRequests);
    await limits.signInTried('ada@example.org', '198.51.100.1');
    await limits.signInTried('bea@example.org', '192.0.2.1');
    limits.close();
  });

  it('forgets the tries of whoever got in', async () => {
    const limits = aLimiter();
    for (let round = 0; round < 9; round += 1) {
      await limits.signInTried('ada@example.org', '192.0.2.1');
      await limits.signInSucceeded('ada@example.org', '192.0.2.1');
    }
    limits.close();
  });
});

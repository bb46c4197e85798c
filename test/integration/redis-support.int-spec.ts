import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { startRedis } from '../support/redis.js';

describe('the Redis of a test', () => {
  it('keeps what it confirmed across a pulled plug when it appends, and evicts nothing', async () => {
    const redis = await startRedis({ appendonly: true });
    const before = new Redis(redis.url, { retryStrategy: null });
    before.on('error', () => undefined);
    await before.set('kept', 'yes');
    await redis.kill();
    await redis.restart();
    const after = new Redis(redis.url);
    expect(await after.get('kept')).toBe('yes');
    expect(await after.config('GET', 'maxmemory-policy')).toContain('noeviction');
    await redis.flush();
    expect(await after.dbsize()).toBe(0);
    await after.quit();
    await redis.stop();
  });
});

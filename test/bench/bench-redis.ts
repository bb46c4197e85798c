import { Redis } from 'ioredis';
import { startRedis, type TestRedis } from '../support/redis.js';

/** A Redis of its own, set as docs/operations.md asks for. */
export interface BenchRedis extends TestRedis {
  readonly version: string;
  readonly hz: string;
  /** What Redis itself says it holds, in bytes. */
  usedMemory(): Promise<number>;
}

export async function startBenchRedis(): Promise<BenchRedis> {
  const server = await startRedis();
  const client = new Redis(server.url, { retryStrategy: () => null });
  client.on('error', () => undefined);
  await client.config('SET', 'hz', '100');
  const said = async (section: string, field: string): Promise<string> =>
    new RegExp(`^${field}:(.*)$`, 'm').exec(await client.info(section))?.[1]?.trim() ?? '';
  const version = await said('server', 'redis_version');
  return {
    ...server,
    version,
    hz: '100',
    usedMemory: async () => Number(await said('memory', 'used_memory')),
    stop: async () => {
      client.disconnect();
      await server.stop();
    },
  };
}

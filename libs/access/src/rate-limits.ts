import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { TooManyRequests } from './access-errors.js';

/** How often; `per` in seconds. */
export interface Limit {
  readonly points: number;
  readonly per: number;
}

/**
 * Failed sign-ins are counted three ways, so that guessing stops early while nobody can lock a colleague out from elsewhere: the
 * narrow limit is for one address from one network.
 */
export interface RateLimitRules {
  readonly signInPerAddressAndNetwork: Limit;
  readonly signInPerAddress: Limit;
  readonly signInPerNetwork: Limit;
  readonly requestsPerPerson: Limit;
  readonly calendarsPerNetwork: Limit;
  readonly publicFilesPerNetwork: Limit;
}

export const DEFAULT_RATE_LIMITS: RateLimitRules = {
  signInPerAddressAndNetwork: { points: 10, per: 900 },
  signInPerAddress: { points: 100, per: 3_600 },
  signInPerNetwork: { points: 200, per: 900 },
  requestsPerPerson: { points: 1_200, per: 60 },
  calendarsPerNetwork: { points: 300, per: 900 },
  publicFilesPerNetwork: { points: 120, per: 900 },
};

export interface RateLimitOptions {
  readonly rules: RateLimitRules;
  /** Shared counters; `null` counts in this process. Without an answer from there this process counts too: a limit never falls away. */
  readonly redisUrl: string | null;
  /** Keys are HMACs: the counters hold neither an e-mail address nor an IP address. */
  readonly hmacKey: Buffer;
}

/** Counts failed sign-ins and requests; beyond a limit it throws `TooManyRequests`. */
export class RateLimits {
  private readonly redis: Redis | null;
  private readonly signIns: readonly { readonly limiter: RateLimiterAbstract; readonly key: (email: string, ip: string) => string }[];
  private readonly requests: RateLimiterAbstract;
  private readonly calendars: RateLimiterAbstract;
  private readonly publicFiles: RateLimiterAbstract;

  constructor(private readonly options: RateLimitOptions) {
    const { rules, redisUrl } = options;
    this.redis = redisUrl === null ? null : impatientRedis(redisUrl);
    const limiter = (keyPrefix: string, limit: Limit): RateLimiterAbstract => this.limiter(`rl:${keyPrefix}`, limit);
    this.signIns = [
      { limiter: limiter('sign-in-pair', rules.signInPerAddressAndNetwork), key: (email, ip) => `${email}|${networkOf(ip)}` },
      { limiter: limiter('sign-in-address', rules.signInPerAddress), key: (email) => email },
      { limiter: limiter('sign-in-network', rules.signInPerNetwork), key: (_, ip) => networkOf(ip) },
    ];
    // In this process only: a network round trip per request would cost more than it protects.
    this.requests = new RateLimiterMemory({ keyPrefix: 'rl:requests', points: rules.requestsPerPerson.points, duration: rules.requestsPerPerson.per });
    this.calendars = new RateLimiterMemory({ keyPrefix: 'rl:calendars', points: rules.calendarsPerNetwork.points, duration: rules.calendarsPerNetwork.per });
    this.publicFiles = new RateLimiterMemory({ keyPrefix: 'rl:public-files', points: rules.publicFilesPerNetwork.points, duration: rules.publicFilesPerNetwork.per });
  }

  /** Before a password is verified: counts the try as a failure. */
  async signInTried(email: string, ip: string): Promise<void> {
    for (const { limiter, key } of this.signIns) await consume(limiter, this.pseudonym(key(email.toLowerCase(), ip)));
  }

  /** After a password fitted: the try was none. */
  async signInSucceeded(email: string, ip: string): Promise<void> {
    for (const [index, { limiter, key }] of this.signIns.entries()) {
      const pseudonym = this.pseudonym(key(email.toLowerCase(), ip));
      await (index === 0 ? limiter.delete(pseudonym) : limiter.reward(pseudonym));
    }
  }

  /** Once per request of a signed-in person. */
  async requested(userId: string): Promise<void> {
    await consume(this.requests, userId);
  }

  /** Once per read of a calendar, by network: who asks is not known, and an address must not be guessed at. */
  async calendarFetched(ip: string): Promise<void> {
    await consume(this.calendars, this.pseudonym(networkOf(ip)));
  }

  /** Once per read of a published file of the registry, by network. */
  async publicFileFetched(ip: string): Promise<void> {
    await consume(this.publicFiles, this.pseudonym(networkOf(ip)));
  }

  close(): void {
    this.redis?.disconnect();
  }

  private limiter(keyPrefix: string, { points, per }: Limit): RateLimiterAbstract {
    const inMemory = new RateLimiterMemory({ keyPrefix, points, duration: per });
    if (this.redis === null) return inMemory;
    return new RateLimiterRedis({ storeClient: this.redis, keyPrefix, points, duration: per, insuranceLimiter: inMemory, rejectIfRedisNotReady: true });
  }

  private pseudonym(text: string): string {
    return createHmac('sha256', this.options.hmacKey).update(text).digest('base64url').slice(0, 22);
  }
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new TooManyRequests(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    throw refused;
  }
}

/** One try, no queue: a sign-in must not wait for a Redis that is away. */
function impatientRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: 1_000, commandTimeout: 500, disconnectTimeout: 100 });
  redis.on('error', () => undefined);
  return redis;
}

/** The network of an address: /24 of IPv4, /64 of IPv6. One household or office counts as one. */
export function networkOf(ip: string): string {
  const mapped = ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  if (!isIPv6(mapped)) return mapped.split('.').slice(0, 3).join('.');
  const [head = '', tail] = mapped.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...middle, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

import { randomBytes } from 'node:crypto';
import { hash, verify, type Algorithm } from '@node-rs/argon2';
import { TooManyRequests } from './access-errors.js';

/** What one hash costs, and how many may be computed at once: they share the four threads of libuv with files and name look-ups. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly inFlight: number;
  /** How many more may wait; whoever comes then is refused at once instead of queueing for seconds. */
  readonly waiting: number;
}

/** argon2id with 64 MiB and 3 passes: about a quarter of a second on one core. */
export const DEFAULT_PASSWORD_COST: PasswordCost = { memoryKiB: 65_536, passes: 3, lanes: 1, inFlight: 2, waiting: 4 };

// The package declares the algorithm as an ambient const enum, which isolated modules cannot read by name.
const ARGON2ID = 2 satisfies Algorithm.Argon2id;
const RETRY_AFTER_SECONDS = 2;

/** The stored form (PHC string) of a password; what the sign-in verifies. */
export function hashPassword(password: string, cost: PasswordCost = DEFAULT_PASSWORD_COST): Promise<string> {
  return hash(password.normalize('NFC'), { algorithm: ARGON2ID, memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: cost.lanes });
}

/**
 * Verifies passwords.
 * - Never more than `inFlight` at a time and `waiting` behind them; beyond that `TooManyRequests`.
 * - An unknown account costs as much as a known one.
 */
export class PasswordHasher {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  private constructor(
    private readonly cost: PasswordCost,
    private readonly decoy: string,
  ) {}

  static async create(cost: PasswordCost = DEFAULT_PASSWORD_COST): Promise<PasswordHasher> {
    return new PasswordHasher(cost, await hashPassword(randomBytes(32).toString('base64'), cost));
  }

  /** True when the password belongs to the stored hash; `null` stands for an account that does not exist and is always false. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    await this.enter();
    try {
      const fits = await verify(stored ?? this.decoy, password.normalize('NFC'));
      return fits && stored !== null;
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.cost.inFlight) {
      this.running += 1;
      return;
    }
    if (this.queue.length >= this.cost.waiting) throw new TooManyRequests(RETRY_AFTER_SECONDS);
    await new Promise<void>((admitted) => this.queue.push(admitted));
  }

  /** The place goes to the next in the queue directly, so that nobody slips in between. */
  private leave(): void {
    const next = this.queue.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}

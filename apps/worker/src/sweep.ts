import { setTimeout as pause } from 'node:timers/promises';

/** Something that is looked after again and again. */
export interface Round {
  readonly name: string;
  readonly everyMs: number;
  /** The pause after a failure or after `again`, where it must not be the usual one: a broken connection is replaced at once. */
  readonly retryMs?: number;
  /** Answers `again` when something was left that another held just then. */
  run(): Promise<unknown>;
}

/** Told how a round ended, each time. */
export interface SweepWitness {
  roundEnded(round: string, error?: unknown): void;
}

/**
 * Runs every round by itself, directly on the rows and without the queue.
 * - One at a time per round: a slow round is never started twice (back-pressure), and never delays another round.
 * - A failing round is told and tried again after its pause; the others do not notice.
 */
export class Sweep {
  private readonly told = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly rounds: readonly Round[],
    private readonly witness: SweepWitness,
  ) {}

  /** Starts all rounds. */
  start(): void {
    this.running = Promise.all(this.rounds.map((round) => this.repeat(round)));
  }

  /** True once it has been told to stop; long rounds ask. */
  get stopping(): boolean {
    return this.told.signal.aborted;
  }

  /** Starts no further round and waits up to `withinMs` for those that run. */
  async stop(withinMs = 10_000): Promise<void> {
    this.told.abort();
    await Promise.race([this.running, pause(withinMs, undefined, { ref: false })]);
  }

  private async repeat({ name, everyMs, retryMs = everyMs, run }: Round): Promise<void> {
    while (!this.stopping) {
      const answer = await run().then(
        (done) => {
          this.witness.roundEnded(name);
          return done;
        },
        (error: unknown) => {
          this.witness.roundEnded(name, error);
          return 'again';
        },
      );
      // An aborted pause is the end of the loop, not a fault.
      await pause(answer === 'again' ? retryMs : everyMs, undefined, { signal: this.told.signal }).catch(() => undefined);
    }
  }
}

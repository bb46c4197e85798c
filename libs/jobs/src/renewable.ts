interface Opened {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * A queue or worker of BullMQ that is made anew when it could not be opened. On PostgreSQL BullMQ 6.7 remembers a failed opening for ever, so an
 * object made while the server was away would never work again; one that was open once recovers by itself.
 */
export class Renewable<T extends Opened> {
  private current: T | undefined;
  private closed = false;

  constructor(
    private readonly make: () => T,
    /** Told when an opening has failed, after the object was discarded. */
    private readonly onFailure: () => void = () => undefined,
  ) {}

  /** The present object; made now when there is none. */
  get(): T {
    if (this.current !== undefined) return this.current;
    const made = this.make();
    this.current = made;
    made.waitUntilReady().catch(() => this.discard(made));
    return made;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.current?.close();
  }

  private discard(made: T): void {
    if (this.closed) return;
    if (this.current === made) this.current = undefined;
    void made.close().catch(() => undefined);
    this.onFailure();
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#domain';
import { JobQueue } from '#jobs';
import { NotificationStore, TenantDatabase } from '#persistence';
import { isId } from '../http/fields.js';
import { NOW } from '../services.js';
import type { DeadLetterPageView } from './dead-letter.view.js';

const AT_MOST = 100;

/** What failed for good, from both places where it can lie: rows of mails, and jobs of the queue. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly database: TenantDatabase,
    private readonly notifications: NotificationStore,
    private readonly queue: JobQueue,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  async list(actor: Actor): Promise<DeadLetterPageView> {
    const mails = await this.database.inTenant(actor, (tx) => this.notifications.dead(tx, AT_MOST));
    const jobs = await this.queue.deadLetters(AT_MOST);
    return {
      items: [
        ...mails.map((mail) => ({ id: mail.id, name: 'send-notification', failedAt: mail.created_at, attempts: mail.tries, reason: mail.error_code })),
        // A mail that failed is dead in its row as well; the row is listed, not its job.
        ...(jobs ?? []).filter((job) => job.name !== 'send-notification').map((job) => ({ id: job.id, name: job.name, failedAt: job.failedAt, attempts: job.tries, reason: job.code })),
      ],
      queueAway: jobs === null,
    };
  }

  /** False when there is nothing dead under this id, or the queue that holds it is away. */
  retry(actor: Actor, id: string): Promise<boolean> {
    if (!isId(id)) return this.queue.retryDeadLetter(id);
    return this.database.inTenant(actor, (tx) => this.notifications.retryDead(tx, id, this.now()));
  }
}

import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { retry, throwError, timer, type Observable } from 'rxjs';
import { isSerialisationFailure } from './database-away.js';

const TRIES = 3;

/**
 * Runs a handler again, at most three times, when the database broke off its transaction in favour of another one. Each handler
 * is one transaction, so nothing of the broken try remains.
 */
export class RetryInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    const delay = (error: unknown, count: number) => (isSerialisationFailure(error) ? timer(5 * count + Math.random() * 10 * count) : throwError(() => error));
    return next.handle().pipe(retry({ count: TRIES, delay }));
  }
}

import { Controller, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { EMPTY, exhaustMap, from, map, merge, of, takeUntil, takeWhile, timer, type Observable } from 'rxjs';
import { catchError } from 'rxjs/operators';
import { Policy, Session, type SignedIn } from '#access';
import { Configured } from '../configured.js';
import { Answers } from '../http/responses.js';
import { ChangeFeed } from './change-feed.js';
import { ChangeView } from './change.view.js';

/** Milliseconds between two signs of life. */
const HEARTBEAT = 15_000;

@ApiTags('stream')
@Controller('api/v1/stream')
export class StreamController {
  constructor(
    private readonly feed: ChangeFeed,
    private readonly configured: Configured,
  ) {}

  @ApiOperation({ summary: 'Server-sent events: which referrals changed, as id and version. Ends with the session, which it does not prolong.' })
  @Sse()
  @Policy('stream.read', 'stream.opened', 'log')
  @ApiProduces('text/event-stream')
  @Answers(ChangeView)
  open(@Session() { actor, sessionId }: SignedIn): Observable<MessageEvent> {
    const changes = this.feed.of(actor).pipe(map((change): MessageEvent => ({ type: 'referral', data: { id: change.id, version: change.version } })));
    const heartbeats = timer(0, HEARTBEAT).pipe(
      exhaustMap(() => from(this.feed.isRunning(actor, sessionId, this.configured.sessionIdleMinutes)).pipe(catchError(() => of(true)))),
      map((running): MessageEvent => (running ? { type: 'heartbeat', data: 'alive' } : { type: 'end', data: 'session' })),
    );
    return merge(changes, heartbeats).pipe(
      takeWhile(({ type }) => type !== 'end', true),
      takeUntil(this.feed.ending),
      catchError(() => EMPTY),
    );
  }
}

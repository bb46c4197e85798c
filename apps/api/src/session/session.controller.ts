import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, Session, SessionService, SessionToken, csrfTokenOf, sessionCookieName, sessionCookieOptions, sessionTokenOf, type SignedIn } from '#access';
import { Configured } from '../configured.js';
import { RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated, AnswersNothing } from '../http/responses.js';
import { CredentialsDto } from './credentials.dto.js';
import { SessionView } from './session.view.js';

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly configured: Configured,
  ) {}

  @ApiOperation({ summary: 'Signs in: sets the session cookie and answers who is acting for whom.' })
  @Post()
  @Policy('session.create', 'session.opened')
  @AnswersCreated(SessionView)
  async signIn(@Req() request: FastifyRequest, @RequestId() requestId: string, @Body() body: CredentialsDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView> {
    const secure = this.configured.cookieSecure;
    const previousToken = sessionTokenOf(request.headers.cookie, secure);
    const { token, signedIn } = await this.sessions.signIn({ email: body.email, password: body.password, ip: request.ip, previousToken, requestId });
    void reply.setCookie(sessionCookieName(secure), token, sessionCookieOptions(secure));
    return toView(signedIn, token, this.configured.sessionIdleMinutes);
  }

  @ApiOperation({ summary: 'Who is signed in, for whom, and until when.' })
  @Get()
  @Policy('session.read', 'session.read', 'log')
  @Answers(SessionView)
  read(@Session() signedIn: SignedIn, @SessionToken() token: string): SessionView {
    return toView(signedIn, token, this.configured.sessionIdleMinutes);
  }

  @ApiOperation({ summary: 'Signs out here and lets the browser forget what it holds of us.' })
  @Delete()
  @Policy('session.end', 'session.ended')
  @AnswersNothing()
  async signOut(@SessionToken() token: string, @RequestId() requestId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(token, requestId);
    const secure = this.configured.cookieSecure;
    void reply.clearCookie(sessionCookieName(secure), sessionCookieOptions(secure)).header('clear-site-data', '"cache", "cookies", "storage"').status(204);
  }
}

const toView = ({ actor, displayName, organisationName, expiresAt }: SignedIn, token: string, idleMinutes: number): SessionView =>
  present(SessionView, {
    actor: { userId: actor.userId, displayName, role: actor.role },
    organisation: { id: actor.organisationId, name: organisationName, kind: actor.organisationKind },
    csrfToken: csrfTokenOf(token),
    expiresAt,
    idleMinutes,
  });

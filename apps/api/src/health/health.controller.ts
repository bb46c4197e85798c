import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '#access';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { HealthView, LiveView } from './health.view.js';
import { Readiness } from './readiness.js';

@ApiTags('health')
@Controller(['health', 'api/v1/health'])
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @ApiOperation({ summary: 'The process runs.' })
  @Get('live')
  @Policy('health.read', 'health.read', 'log')
  @Answers(LiveView)
  live(): LiveView {
    return { status: 'live' };
  }

  @ApiOperation({ summary: 'Work can be done: 200, also while only the queue is away (`degraded`); else 503.' })
  @Get('ready')
  @Policy('health.read', 'health.read', 'log')
  @Answers(HealthView)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const health = await this.readiness.look();
    if (health.status === 'unready') void reply.status(503);
    return present(HealthView, health);
  }
}

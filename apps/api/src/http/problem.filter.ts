import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from './log.js';
import { PROBLEMS, type ProblemCode } from './problems.js';
import { toProblem, type Problem } from './to-problem.js';

/**
 * The only place where an error becomes an answer (RFC 9457). What does not exist, what belongs to another organisation and what
 * cannot be an id get the same bytes.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = toProblem(error);
    if (problem.code === 'internal' || problem.code === 'unavailable') this.log.error('request.failed', error, { requestId: request.id, code: problem.code });
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    void sendProblem(problem, request, reply);
  }
}

/** Sends the answer in the first language that the client understands, German before English. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const kind = PROBLEMS[problem.code];
  const language = languageOf(request.headers['accept-language']);
  if (problem.retryAfter !== undefined) void reply.header('retry-after', problem.retryAfter);
  return reply
    .code(kind.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: typeOf(problem.code),
      title: kind[language],
      status: kind.status,
      code: problem.code,
      // Not in a 404: the answer to a foreign id must not differ by a byte from that to an unknown one.
      ...(kind.status === 404 ? {} : { instance: `urn:uuid:${request.id}` }),
      ...(problem.errors === undefined ? {} : { errors: problem.errors }),
      ...problem.wayOut,
      ...(problem.currentVersion === undefined ? {} : { currentVersion: problem.currentVersion }),
      ...(problem.uncovered === undefined ? {} : { uncovered: problem.uncovered }),
    });
}

/** The name of a problem kind; a name, not an address to be opened. */
export const typeOf = (code: ProblemCode): string => `urn:zeitnah:problem:${code}`;

function languageOf(header: string | undefined): 'de' | 'en' {
  const wishes = (header ?? '').toLowerCase().split(',').map((wish) => wish.split(';'));
  const known = wishes
    .map(([tag = '', quality = 'q=1']) => ({ language: tag.trim().slice(0, 2), weight: Number(quality.trim().replace('q=', '')) || 0 }))
    .filter(({ language, weight }) => (language === 'de' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return known[0]?.language === 'en' ? 'en' : 'de';
}

import { createHash } from 'node:crypto';
import { HttpStatus, StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file as it is sent to anybody, and the tag by which whoever kept it asks for a newer one (RFC 9110, 8.8.3). */
export interface PublicFile {
  readonly content: string | Buffer;
  readonly type: string;
  readonly tag: string;
}

/** Seconds for which everybody may keep a file. */
const KEPT_FOR = 300;

/** A file with the tag of what is in it. */
export const publicFile = (content: string | Buffer, type: string): PublicFile => ({ content, type, tag: tagOf(content) });

// Weak: a proxy may compress what it passes on.
const tagOf = (content: string | Buffer): string => `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;

/** Compared weakly, as the RFC asks for this header (13.1.2). */
const isKept = (kept: string | undefined, tag: string): boolean =>
  kept !== undefined && kept.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag.slice(2));

/** Sends the file, or 304 and no file to whoever brings the tag of the one that stands. */
export function sendPublicFile({ headers }: FastifyRequest, reply: FastifyReply, { content, type, tag }: PublicFile): string | StreamableFile {
  void reply.header('cache-control', `public, max-age=${KEPT_FOR}`).header('etag', tag);
  if (isKept(headers['if-none-match'], tag)) {
    void reply.code(HttpStatus.NOT_MODIFIED);
    return '';
  }
  if (typeof content !== 'string') return new StreamableFile(content, { type });
  void reply.type(type);
  return content;
}

/** The answer 304 in the published document. */
export const NotAgain = (): MethodDecorator => ApiResponse({ status: HttpStatus.NOT_MODIFIED, description: 'It stands as the tag in If-None-Match says: no file is sent.' });

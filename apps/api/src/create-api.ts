import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { foundHandlers, refuseUnmarked } from '#access';
import { AppModule } from './app.module.js';
import type { Configuration } from './configuration.js';
import { Readiness } from './health/readiness.js';
import { createAdapter } from './http/adapter.js';
import { HELMET, registerAnswerHeaders } from './http/answer-headers.js';
import { registerBodyParser } from './http/body-parser.js';
import { admitLargeBodies } from './http/large-bodies.js';
import type { Log } from './http/log.js';
import { Metrics } from './http/metrics.js';
import { registerRequestLog } from './http/request-log.js';
import { registerWebApp } from './http/web-app.js';
import { buildOpenApi } from './openapi/openapi-document.js';
import { PublishedDocument } from './openapi/published-document.js';
import { registerPublicPages } from './public-pages/register-public-pages.js';
import type { Services } from './services.js';

export interface Api {
  readonly app: NestFastifyApplication;
  readonly metrics: Metrics;
  /** Unready at once; the last requests finish; then everything is closed. */
  stop(): Promise<void>;
}

/** The API, wired and checked but not listening yet. Throws when a handler carries no policy. */
export async function createApi(configuration: Configuration, services: Services, log: Log, extraControllers: readonly Type[] = []): Promise<Api> {
  const adapter = createAdapter(configuration);
  const fastify = adapter.getInstance();
  const metrics = new Metrics(services.main);
  await fastify.register(fastifyHelmet, HELMET(configuration.cookieSecure));
  await fastify.register(fastifyCookie);
  registerAnswerHeaders(fastify);
  registerRequestLog(fastify, log, metrics);
  registerBodyParser(fastify);
  admitLargeBodies(fastify, { sessions: services.sessions, cookieSecure: configuration.cookieSecure });
  registerPublicPages(fastify, configuration.publicPages);
  if (configuration.webRoot !== null) await registerWebApp(fastify, configuration.webRoot);

  const module = AppModule.forRoot(configuration, services, log, extraControllers);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false, bodyParser: false });
  refuseUnmarked(foundHandlers(app.get(DiscoveryService), app.get(MetadataScanner)));
  await app.init();
  await fastify.ready();
  app.get(PublishedDocument).publish(buildOpenApi(app));
  return { app, metrics, stop: () => stop(app, services, configuration.drainMs) };
}

async function stop(app: NestFastifyApplication, services: Services, drainMs: number): Promise<void> {
  app.get(Readiness).stop();
  await new Promise((drained) => setTimeout(drained, drainMs));
  await closeWithin(app, LAST_REQUESTS_MS);
  await services.close();
}

/** How long requests that are under way may take to finish. Milliseconds. */
const LAST_REQUESTS_MS = 5_000;

/**
 * Closes the server; what is idle goes at once, also what becomes idle now. Without the cut a client that has opened a connection and says
 * nothing, or half of something, would keep the old process for a minute and more.
 */
async function closeWithin(app: NestFastifyApplication, withinMs: number): Promise<void> {
  const server = app.getHttpServer();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  await app.close().finally(() => {
    clearInterval(idle);
    clearTimeout(cut);
  });
}

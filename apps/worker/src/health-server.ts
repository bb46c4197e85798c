import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server is asked for; each answer is short and holds nothing of a case. */
export interface HealthAnswers {
  /** Whether work can be done: the database answers. A queue that is away is a degradation, told but not a reason to be taken out. */
  ready(): Promise<{ readonly ready: boolean; readonly queue: 'answers' | 'away' }>;
  metrics(): Promise<string>;
}

/** A listening health server. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves `/health/live`, `/health/ready` and `/metrics`. */
export async function serveHealth(
  answers: HealthAnswers,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answer(answers, request.method === 'GET' ? (request.url ?? '') : '', response);
  });
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(answers: HealthAnswers, path: string, response: ServerResponse): Promise<void> {
  const json = (status: number, body: object): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    if (path === '/health/live') return json(200, { status: 'live' });
    if (path === '/health/ready') {
      const { ready, queue } = await answers.ready();
      return json(ready ? 200 : 503, { status: ready ? (queue === 'away' ? 'degraded' : 'ready') : 'unready', queue });
    }
    if (path === '/metrics') {
      const text = await answers.metrics();
      return void response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
    }
    return json(404, { status: 'unknown' });
  } catch {
    return json(503, { status: 'unready' });
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, done);
  });
}

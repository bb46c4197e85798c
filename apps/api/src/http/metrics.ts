import { createServer, type Server } from 'node:http';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { DataSource } from 'typeorm';

interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
}

/** Figures about this process. Labels are patterns and codes, never data. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly seconds: Histogram<'method' | 'route' | 'status'>;

  constructor(main: DataSource) {
    collectDefaultMetrics({ register: this.registry, prefix: 'zeitnah_api_' });
    this.seconds = new Histogram({
      name: 'zeitnah_api_answer_seconds',
      help: 'Time from the first byte of a request to the last of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
      registers: [this.registry],
    });
    const pool = (main.driver as unknown as { readonly master?: { readonly waitingCount: number; readonly totalCount: number } }).master;
    this.gauge('zeitnah_api_pool_waiting', 'Requests that wait for a connection.', () => pool?.waitingCount ?? 0);
    this.gauge('zeitnah_api_pool_connections', 'Open connections to the main database.', () => pool?.totalCount ?? 0);
  }

  answered(labels: Answered, seconds: number): void {
    this.seconds.observe(labels, seconds);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}

/** Serves the figures on a port of their own, out of reach of the public one. */
export async function serveMetrics(metrics: Metrics, { host, port }: { readonly host: string; readonly port: number }): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, host, listening));
  return server;
}

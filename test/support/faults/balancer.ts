import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What stands before several API processes in production: one address, and a connection goes to whoever takes it. */
export interface Balancer {
  readonly url: string;
  /** Sends everybody to this port first, and drops whatever is open to another one; null: in turn again. */
  favour(port: number | null): void;
  stop(): Promise<void>;
}

/** `ports` is asked for each connection; the next one in turn is tried first. */
export async function startBalancer(ports: () => readonly number[]): Promise<Balancer> {
  let turn = 0;
  let favoured: number | null = null;
  const open = new Map<Socket, number>();
  const server = createServer((client) => {
    client.on('error', () => undefined).on('close', () => open.delete(client));
    const now = ports();
    turn += 1;
    const inTurn = now.map((_, index) => now[(turn + index) % now.length] ?? 0);
    const order = inTurn.sort((a, b) => Number(b === favoured) - Number(a === favoured));
    forward(client, order, (port) => open.set(client, port));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    favour: (port) => {
      favoured = port;
      for (const [socket, to] of open) if (port !== null && to !== port) socket.destroy();
    },
    stop: async () => {
      for (const socket of open.keys()) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(client: Socket, [port, ...others]: readonly number[], took: (port: number) => void): void {
  if (port === undefined) return void client.destroy();
  const api = connect(port, '127.0.0.1');
  let taken = false;
  api.on('error', () => (taken ? client.destroy() : forward(client, others, took)));
  api.once('connect', () => {
    taken = true;
    took(port);
    client.pipe(api).pipe(client);
    client.once('close', () => api.destroy());
    api.once('close', () => client.destroy());
  });
}

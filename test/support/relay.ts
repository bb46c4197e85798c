import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A line between browser and API under an address that stays, so that the API behind it can stop, start and fall silent. */
export interface Relay {
  readonly url: string;
  /** Leads to this API from now on; null: every connection is refused. */
  to(url: string | null): void;
  /** Holds everything back, both ways, without closing anything; until `resume`. */
  hold(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function openRelay(): Promise<Relay> {
  let target: string | null = null;
  let held = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    if (held) socket.pause();
  };
  const server = createServer((near) => {
    if (target === null) return void near.destroy();
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    keep(near);
    keep(far);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: (url) => {
      target = url;
      if (url === null) cut();
    },
    hold: () => {
      held = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      held = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      cut();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

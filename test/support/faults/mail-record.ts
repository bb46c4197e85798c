import { createHash } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

/** One mail that the server has taken. Milliseconds since 1970. */
export interface TakenMail {
  /** What stands before the @ of its Message-ID. */
  readonly key: string;
  /** When the sender began to hand it over, and when it was taken. */
  readonly begunAt: number;
  readonly takenAt: number;
  /** Of the whole mail and its recipients. */
  readonly digest: string;
}

/** A real mail server that keeps a record, outside of what it records; it can go away and come back at its address. */
export interface MailRecord {
  readonly url: string;
  readonly taken: readonly TakenMail[];
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function startMailRecord(): Promise<MailRecord> {
  const taken: TakenMail[] = [];
  let server = newServer(taken);
  const port = await listen(server, 0);
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    leave: () => new Promise((left) => server.close(() => left())),
    comeBack: async () => {
      server = newServer(taken);
      await listen(server, port);
    },
  };
}

function newServer(taken: TakenMail[]): SMTPServer {
  const begun = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // A server that leaves does not wait for those it talks to.
    closeTimeout: 100,
    onMailFrom: (_address, session, done) => {
      begun.set(session.id, Date.now());
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        const recipients = session.envelope.rcptTo.map(({ address }) => address).sort();
        const digest = createHash('sha256').update(text).update(recipients.join()).digest('hex');
        const key = /^Message-ID: <([^@>]+)@/im.exec(text)?.[1] ?? '';
        taken.push({ key, begunAt: begun.get(session.id) ?? 0, takenAt: Date.now(), digest });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  return server;
}

async function listen(server: SMTPServer, port: number): Promise<number> {
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', () => listening()));
  return (server.server.address() as AddressInfo).port;
}

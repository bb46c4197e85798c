import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

/** One mail as it came over the wire. */
export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly bytes: string;
}

/** A real mail server on loopback. */
export interface TestMailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Answers every recipient with this code from now on; null takes mails again. */
  refuseWith(code: number | null): void;
  /** Takes mails, but holds each one back until `release()`. */
  hold(): { readonly waiting: () => number; release(): void };
  stop(): Promise<void>;
}

export async function startMailServer(port = 0): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  let refusal: number | null = null;
  let gate: Promise<void> = Promise.resolve();
  let held = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) =>
      done(refusal === null ? null : Object.assign(new Error('not today'), { responseCode: refusal })),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        held += 1;
        void gate.then(() => {
          received.push({
            recipients: session.envelope.rcptTo.map(({ address }) => address).sort(),
            bytes: Buffer.concat(chunks).toString('latin1'),
          });
          done();
        });
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', () => listening()));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refuseWith: (code) => {
      refusal = code;
    },
    hold: () => {
      let release: () => void = () => undefined;
      gate = new Promise((open) => (release = open));
      held = 0;
      return { waiting: () => held, release };
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}

import { createWriteStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SMTPServer } from 'smtp-server';

export interface MailCatcher {
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Takes every mail on a loopback port and puts it into the folder as `<number>.eml`: nothing of a demo ever leaves the machine. */
export async function startMailCatcher(folder: string, nameOf: () => string): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, answer) => {
      pipeline(stream, createWriteStream(join(folder, `${nameOf()}.eml`), { mode: 0o600 })).then(
        () => answer(),
        (error: Error) => answer(error),
      );
    },
  });
  // A client that hangs up is no reason to end the program.
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

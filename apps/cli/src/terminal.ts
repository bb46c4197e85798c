import { Injectable } from '@nestjs/common';
import type { Environment } from './configuration.js';

/** Something that a person can mend, said in one line; ends the command with this exit code. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  constructor(
    message: string,
    /** 1: the work failed or something was found; 2: the call was wrong. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** Where a command reads from and writes to. Nothing about a person is ever written. */
@Injectable()
export class Terminal {
  readonly environment: Environment = process.env;

  now(): Date {
    return new Date();
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** One line of standard input; how a secret is handed over without standing in the list of processes. */
  async line(): Promise<string> {
    process.stdin.setEncoding('utf8');
    let given = '';
    for await (const chunk of process.stdin) {
      given += String(chunk);
      if (given.includes('\n')) break;
    }
    return given.split('\n')[0]?.replace(/\r$/, '') ?? '';
  }
}

import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { faultOf } from './fault.js';

/** Exit codes: 0 done, 1 the work failed or something was found, 2 the call or the environment was wrong. */
function end(error: unknown): never {
  const { line, exitCode } = faultOf(error);
  if (line !== '') process.stderr.write(`${line}\n`);
  process.exit(exitCode);
}

await CommandFactory.run(CliModule, { logger: false, cliName: 'zeitnah', errorHandler: end, serviceErrorHandler: end }).catch(end);

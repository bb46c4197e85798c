import { Module } from '@nestjs/common';
import { ChangeRegistryCommand } from './commands/change-registry.js';
import { CheckClocksCommand } from './commands/check-clocks.js';
import { CreateUserCommand } from './commands/create-user.js';
import { DeadLettersCommand, ListDeadLettersCommand, RetryDeadLetterCommand } from './commands/dead-letters.js';
import { DemoCommand } from './commands/demo.js';
import { ImportDirectoryCommand } from './commands/import-directory.js';
import { MigrateCommand } from './commands/migrate.js';
import { CheckTurnaroundCommand } from './commands/check-turnaround.js';
import { ReplayRoutingCommand } from './commands/replay-routing.js';
import { VerifyAuditCommand } from './commands/verify-audit.js';
import { Terminal } from './terminal.js';

/** Every command of the operator. */
@Module({
  providers: [
    Terminal,
    MigrateCommand,
    ImportDirectoryCommand,
    CreateUserCommand,
    DemoCommand,
    VerifyAuditCommand,
    CheckClocksCommand,
    ReplayRoutingCommand,
    CheckTurnaroundCommand,
    ChangeRegistryCommand,
    DeadLettersCommand,
    ListDeadLettersCommand,
    RetryDeadLetterCommand,
  ],
})
export class CliModule {}

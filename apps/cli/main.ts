import { Command } from 'commander'
import { addConfigCommand } from './commands/config.ts'
import { addImportCommand } from './commands/import.ts'
import { addMigrateCommand } from './commands/migrate.ts'
import { addPolicyCommand } from './commands/policy.ts'
import { addStartCommand } from './commands/start.ts'
import { reportFailure } from './failure.ts'

const program = new Command('freehold').description('A CRM that many organizations share on one PostgreSQL.').showHelpAfterError()
addStartCommand(program)
addConfigCommand(program)
addMigrateCommand(program)
addImportCommand(program)
addPolicyCommand(program)

await program.parseAsync().catch(reportFailure)

import type { Command } from 'commander'

export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('Start the server: page, API and background jobs. Stops on Ctrl-C or SIGTERM.')
    .action(async () => {
      const { createLog, readConfiguration, serve } = await import('@freehold/server')
      const { config } = readConfiguration()
      await serve(config, createLog(config))
    })
}

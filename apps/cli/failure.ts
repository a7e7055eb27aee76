import { ConfigError, Problem } from '@freehold/kernel'

/** sysexits.h: EX_CONFIG, so that a supervisor can tell a wrong configuration from a failure that may pass. */
const configurationExit = 78

/** Says what went wrong in words, on standard error; the stack only when debugging. Sets the exit code and lets the process end. */
export function reportFailure(error: unknown): void {
  process.exitCode = error instanceof ConfigError ? configurationExit : 1
  process.stderr.write(`${describe(error)}\n`)
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
}

function describe(error: unknown): string {
  if (error instanceof Problem && error.extra.errors !== undefined) {
    return [error.message, ...error.extra.errors.map(({ path, message }) => `  ${path}: ${message}`)].join('\n')
  }
  return error instanceof Error ? error.message : String(error)
}

import { pino } from 'pino'
import type { DestinationStream, LoggerOptions } from 'pino'
import type { Config, Log } from '@freehold/kernel'
import { peekContext } from '@freehold/kernel'

export interface ServerLog extends Log {
  fatal(fields: object, message: string): void
}

// Wherever they turn up, at the top or one level down (`{ body: { password } }`).
const secretNames = ['password', 'token', 'sessionToken', 'secret', 'cookie', 'authorization', 'connectionString']

/** Structured log on standard output; every line inside an operation carries its organization and request. */
export function createLog(config: Pick<Config, 'logLevel' | 'logFormat'>, destination?: DestinationStream): ServerLog {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '********' },
    mixin: operationFields,
    serializers: { err: describeError, error: describeError },
  }
  if (destination !== undefined) return pino(options, destination)
  return wantsText(config.logFormat) ? pino(options, textStream()) : pino(options, pino.destination({ dest: 1, sync: true }))
}

export function wantsText(format: Config['logFormat']): boolean {
  return format === 'text' || (format === 'auto' && process.stdout.isTTY)
}

/** What an error says and where, never what hangs on it: a driver's carries its connection, a validator's the values. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error ? { code: String(error.code) } : {}
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) }
}

function operationFields(): object {
  const ctx = peekContext()
  return ctx === undefined ? {} : { tenant: ctx.tenant, requestId: ctx.requestId }
}

/** `12:34:56 warn  message  key=value`: for eyes; programs read the JSON. */
function textStream(): DestinationStream {
  return {
    write(line) {
      const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>
      const details = Object.entries(fields).map(([name, value]) => `${name}=${asText(value)}`)
      process.stdout.write(`${[String(time).slice(11, 19), String(level).padEnd(5), String(msg), ...details].join(' ')}\n`)
    },
  }
}

/** Of an error its words; where it happened is in the JSON. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'stack' in value && 'message' in value) return String(value.message)
  return JSON.stringify(value)
}

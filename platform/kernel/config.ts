import { z } from 'zod'
import type { ZodType, output } from 'zod'

/**
 * The one definition of what can be configured. `freehold config`, docs/reference/configuration.md and the checks at start
 * are all made from it. Sources, later ones win: default, `<home>/freehold.json` (member `key`), environment (`env`).
 */
export interface Setting {
  /** Name in the environment. */
  readonly env: string
  readonly description: string
  /** A valid value, shown when somebody gives a wrong one. */
  readonly example: string
  readonly schema: ZodType
  /** Text as in the environment; undefined: unset is allowed. */
  readonly default?: string
  /** Never printed, wherever it came from. */
  readonly secret?: true
  /** Only in the environment: it decides where the file is. */
  readonly environmentOnly?: true
}

const unitSeconds = { s: 1, m: 60, h: 3600, d: 86400 } as const

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message))
}

/** '30m', '12h', '14d' → seconds. */
const duration = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a number and a unit: s, m, h or d')
  .transform((text) => Number(text.slice(0, -1)) * unitSeconds[text.at(-1) as keyof typeof unitSeconds])

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must be a URL that begins with postgres://')

const origin = z
  .string()
  .refine((text) => /^https?:$/.test(protocolOf(text)) && new URL(text).origin === text.replace(/\/$/, ''), {
    message: 'must be http:// or https:// with a host and, where needed, a port; no path',
  })
  .transform((text) => new URL(text).origin)

const addresses = z
  .string()
  .regex(/^[\da-fA-F.:/, ]+$/, 'must be addresses or networks, separated by commas')
  .transform((text) => text.split(',').map((address) => address.trim()))

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : ''
}

export const settings = {
  home: {
    env: 'FREEHOLD_HOME',
    description: 'Folder that holds all state: the embedded database, secrets, stored files. Created when missing.',
    example: '/var/lib/freehold',
    schema: z.string().min(1, 'must name a folder'),
    default: '.freehold',
    environmentOnly: true,
  },
  host: {
    env: 'HOST',
    description:
      'Address to listen on. The default is reachable from this machine only; put a proxy with HTTPS in front before opening it wider.',
    example: '0.0.0.0',
    schema: z.string().regex(/^[\w.:-]+$/, 'must be an address or a host name'),
    default: '127.0.0.1',
  },
  port: {
    env: 'PORT',
    description: 'Port to listen on; 0 takes any free one.',
    example: '8080',
    schema: wholeNumber(0, 65_535),
    default: '7420',
  },
  publicOrigin: {
    env: 'PUBLIC_ORIGIN',
    description: 'Address at which people reach this server; links in invitations begin with it. Unset: made from host and port.',
    example: 'https://crm.example.com',
    schema: origin,
  },
  trustedProxies: {
    env: 'TRUSTED_PROXIES',
    description: 'Addresses or networks of proxies whose X-Forwarded-For names the caller, separated by commas. Unset: nobody is believed.',
    example: '127.0.0.1,10.0.0.0/8',
    schema: addresses,
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    description: 'A PostgreSQL 15 to 18 of your own, as a role that may create roles. Unset: a PostgreSQL inside the home folder.',
    example: 'postgres://owner:password@db.example.com:5432/freehold',
    schema: databaseUrl,
    secret: true,
  },
  databasePoolSize: {
    env: 'DATABASE_POOL_SIZE',
    description: 'Connections that requests and jobs may use at once.',
    example: '20',
    schema: wholeNumber(2, 500),
    default: '10',
  },
  demonstration: {
    env: 'DEMO',
    description:
      'Whether two example organizations are created in a database that has none. `auto`: only in the embedded database and while listening on this machine alone, because their sign-in is public.',
    example: 'off',
    schema: z.enum(['auto', 'on', 'off'], { error: 'must be auto, on or off' }),
    default: 'auto',
  },
  jobConcurrency: {
    env: 'JOB_CONCURRENCY',
    description: 'Background jobs that run at once in this process.',
    example: '8',
    schema: wholeNumber(1, 100),
    default: '4',
  },
  sessionIdleSeconds: {
    env: 'SESSION_IDLE',
    description: 'A session ends after this long without a request.',
    example: '1h',
    schema: duration,
    // ASVS 7.1.2 and 7.3.1 with SP 800-63B-4 at AAL2: at most 1 h, which every request renews.
    default: '1h',
  },
  sessionAbsoluteSeconds: {
    env: 'SESSION_ABSOLUTE',
    description: 'A session ends this long after sign-in, used or not.',
    example: '24h',
    schema: duration,
    default: '24h',
  },
  uploadLimitMb: {
    env: 'UPLOAD_LIMIT_MB',
    description: 'Largest file that may be uploaded, in megabytes.',
    example: '250',
    schema: wholeNumber(1, 4_000),
    default: '100',
  },
  shutdownSeconds: {
    env: 'SHUTDOWN_TIMEOUT',
    description: 'How long open requests and running jobs may take to end after SIGTERM or SIGINT.',
    example: '30s',
    schema: duration,
    default: '10s',
  },
  logLevel: {
    env: 'LOG_LEVEL',
    description: 'Least severe level that is logged.',
    example: 'debug',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'must be trace, debug, info, warn, error or silent' }),
    default: 'info',
  },
  logFormat: {
    env: 'LOG_FORMAT',
    description: 'One JSON object per line, or lines for people. `auto`: lines on a terminal, JSON elsewhere.',
    example: 'json',
    schema: z.enum(['auto', 'json', 'text'], { error: 'must be auto, json or text' }),
    default: 'auto',
  },
} as const satisfies Record<string, Setting>

export type SettingKey = keyof typeof settings

type Value<K extends SettingKey> = output<(typeof settings)[K]['schema']>

/** What the program reads. Durations are seconds; an unset optional setting is undefined. */
export type Config = {
  readonly [K in SettingKey]: (typeof settings)[K] extends { readonly default: string } ? Value<K> : Value<K> | undefined
}

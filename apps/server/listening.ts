import type { FastifyInstance } from 'fastify'
import type { Config } from '@freehold/kernel'

export interface Listening {
  readonly url: string
  /** Takes no more connections, waits for open requests as long as configured, then cuts them off. */
  readonly close: () => Promise<void>
}

export async function listen(app: FastifyInstance, config: Config): Promise<Listening> {
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    throw explain(error, config)
  }
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port
  return { url: addressOf(config.host, port), close: () => closeWithin(app, config.shutdownSeconds * 1_000) }
}

/** What people type: of an address that means all interfaces, the local one. */
function addressOf(host: string, port: number): string {
  const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`
}

export function publicOrigin(config: Config): string {
  return config.publicOrigin ?? addressOf(config.host, config.port)
}

async function closeWithin(app: FastifyInstance, patience: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), patience)
  await app.close()
  clearTimeout(timer)
}

function explain(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new Error(`Port ${port} on ${host} is in use by another program. Choose another one: PORT=${port + 1}`)
  if (code === 'EACCES') return new Error(`Port ${port} may not be opened by this user. Choose one from 1024: PORT=7420`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Error(`HOST=${host} is not an address of this machine. Example: HOST=127.0.0.1`)
  return error
}

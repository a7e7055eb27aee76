import type { FastifyInstance } from 'fastify'
import type { Socket } from 'node:net'

/**
 * `app.close()` must end. Node closes connections that wait between two requests, but not those on which nothing was ever sent:
 * browsers open such ones ahead of need, and each would hold a stop back for a minute. How long requests in flight may take is the caller's to decide.
 */
export function closeConnections(app: FastifyInstance): void {
  const silent = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', (message: { socket: Socket }) => silent.delete(message.socket))
  app.addHook('preClose', (done) => {
    for (const socket of silent) socket.destroy()
    done()
  })
}

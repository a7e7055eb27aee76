import fastifyStatic from '@fastify/static'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pagePolicy } from './security-headers.ts'

/** Answers an address that is no file with the page, if it is one of the page's own and the caller reads HTML. */
export type PageAnswer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined

/** Serves the built page: files as they are, precompressed where there is a .br or .gz beside them. */
export async function mountPage(app: FastifyInstance, webRoot: string): Promise<PageAnswer> {
  const index = join(webRoot, 'index.html')
  await access(index)
  await app.register(fastifyStatic, {
    root: webRoot,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', pagePolicy)
      reply.header('cache-control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/', (_request, reply) => sendPage(reply, index))
  app.get('/index.html', (_request, reply) => reply.redirect('/', 308))
  return (request, reply) => (isPageAddress(request) ? sendPage(reply, index) : undefined)
}

/** Read each time (0.1 ms): a page built anew has other file names in it. */
async function sendPage(reply: FastifyReply, index: string): Promise<FastifyReply> {
  return reply
    .code(200)
    .header('content-security-policy', pagePolicy)
    .header('cache-control', 'no-cache')
    .header('content-type', 'text/html; charset=utf-8')
    .send(await readFile(index, 'utf8'))
}

/** Vite writes everything with a hash in its name below /assets. */
function isHashed(path: string): boolean {
  return /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(path)
}

/** A missing script must answer 404, not HTML: only an address without a file ending can be one of the page's. */
function isPageAddress(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const path = request.url.split('?', 1)[0] ?? ''
  if (path.startsWith('/api/') || /\.\w+$/.test(path)) return false
  const { accept } = request.headers
  return accept?.includes('text/html') === true
}

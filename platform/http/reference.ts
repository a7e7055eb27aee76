import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { apiPrefix } from './route-table.ts'
import { referencePolicy } from './security-headers.ts'

const address = `${apiPrefix}/reference`

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Freehold API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${address}/swagger-ui.css" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="${address}/swagger-ui-bundle.js"></script>
    <script src="${address}/start.js"></script>
  </body>
</html>
`

const start = `SwaggerUIBundle({
  url: '${apiPrefix}/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayOperationId: true,
  docExpansion: 'none',
  filter: true,
  tagsSorter: 'alpha',
  validatorUrl: null,
})
`

/** The description as JSON, made once, and a page to read it and try it out. */
export function mountReference(app: FastifyInstance, document: object): void {
  const json = JSON.stringify(document)
  // 360 kB of much alike: 20 kB packed.
  const packed = gzipSync(json)
  app.get(`${apiPrefix}/openapi.json`, (request, reply) => {
    reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'accept-encoding')
    if (request.headers['accept-encoding']?.includes('gzip') !== true) return reply.send(json)
    return reply.header('content-encoding', 'gzip').send(packed)
  })
  app.get(address, (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', referencePolicy).send(page),
  )
  app.get(`${address}/start.js`, (_request, reply) => reply.header('content-type', 'text/javascript; charset=utf-8').send(start))
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  for (const [name, type] of Object.entries(files)) {
    // 1.5 MB that hardly anybody asks for: read when asked, kept by the browser.
    app.get(`${address}/${name}`, async (_request, reply) =>
      reply
        .header('content-type', type)
        .header('cache-control', 'public, max-age=86400')
        .send(await readFile(join(folder, name))),
    )
  }
}

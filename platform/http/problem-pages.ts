import { problems } from '@freehold/kernel'
import type { FastifyInstance } from 'fastify'
import { guidance, problemCodes } from './problem-guide.ts'

/** `/docs/errors`, where the `type` of every problem points. */
export function mountProblemGuide(app: FastifyInstance): void {
  const page = problemPage()
  app.get('/docs/errors', (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'public, max-age=3600').send(page),
  )
}

function problemPage(): string {
  const sections = problemCodes.map(
    (code) =>
      `<h2 id="${code}">${code}</h2><p><strong>${problems[code].status}</strong> ${html(problems[code].title)}</p>` +
      `<p>${html(guidance[code].meaning)}</p><p><strong>What to do:</strong> ${html(guidance[code].remedy)}</p>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Errors of the Freehold API</title></head><body><h1>Errors</h1>${sections.join('')}</body></html>`
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

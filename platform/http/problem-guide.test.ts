import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { Problem, problems } from '@freehold/kernel'
import { errorsDocument } from './index.ts'
import { problemCodes } from './problem-guide.ts'
import { sampleServer } from './fixture/sample-server.ts'

it('docs/reference/errors.md says what the table says', async () => {
  const written = await readFile(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8')
  expect(written).toBe(errorsDocument())
  for (const [code, { status, title }] of Object.entries(problems)) expect(written).toContain(`## ${code}\n\n**${status}** · ${title}\n`)
})

it('the type of every problem points to its place on a page of this server', async () => {
  const { app } = await sampleServer()
  for (const code of problemCodes) {
    const [address, anchor] = String(new Problem(code).toDocument()['type']).split('#')
    const page = await app.inject({ url: address ?? '' })
    expect([page.statusCode, page.body.includes(`id="${anchor}"`)]).toEqual([200, true])
  }
  await app.close()
})

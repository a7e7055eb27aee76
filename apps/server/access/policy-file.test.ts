import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkPolicyFile } from './policy-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'freehold-policy-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function checked(text: string) {
  const file = join(folder, 'policy.json')
  await writeFile(file, text)
  return checkPolicyFile(file)
}

function policyWith(rule: object): string {
  const whole = { id: 'r', effect: 'deny', who: ['role:clerk'], permissions: ['deals.read'], ...rule }
  return JSON.stringify({
    roles: [{ key: 'clerk', name: 'Clerk' }],
    rules: [whole],
    settings: { secondApprover: false, manyPeople: 25 },
  })
}

it('says what a file means, without a database', async () => {
  const when = { attribute: 'resource.margin', operator: 'gt', value: 100_000 }
  expect(await checked(policyWith({ when }))).toEqual({
    problems: [],
    sentences: { r: 'Clerks may not see deals where the margin is more than 100,000 minor units.' },
    changes: null,
  })
})

it('calls whom it does not know by id', async () => {
  const { sentences } = await checked(policyWith({ who: ['team:00000000-0000-7000-8000-000000000021'] }))
  expect(sentences['r']).toBe('Nobody in team 00000000… may see deals.')
})

it.each([
  ['{', '', 'This is no JSON'],
  ['[]', '', 'Here stands an object'],
  [policyWith({ permissions: ['deal.read'] }), 'rules[0].permissions[0]', 'Did you mean `deals`?'],
])('says what is wrong with %s', async (text, path, message) => {
  const { problems } = await checked(text)
  expect(problems).toEqual([{ path, message: expect.stringContaining(message) as unknown }])
})

it('says that there is no such file', async () => {
  await expect(checkPolicyFile(join(folder, 'none.json'))).rejects.toThrow('There is no file')
})

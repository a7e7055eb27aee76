import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fillWithDeals, join, register, type Organization, type Row } from './organization.ts'
import { Site } from './site.ts'
import { cellOf, openList, signIn } from './visitor.ts'

let own: Organization
let site: Site
let member: Page

const rules = [
  {
    id: 'restricted-margin',
    effect: 'deny',
    who: ['role:member'],
    permissions: ['deals.read'],
    fields: ['margin'],
    when: { attribute: 'resource.classification', operator: 'eq', value: 'restricted' },
  },
  {
    id: 'confidential-deals',
    effect: 'deny',
    who: ['role:member'],
    permissions: ['deals.update', 'deals.delete'],
    when: { attribute: 'resource.classification', operator: 'eq', value: 'confidential' },
  },
]

async function govern(...more: object[]): Promise<void> {
  const { document } = await own.api.call<{ document: object }>('GET', '/access/policy')
  const draft = await own.api.call('POST', '/access/drafts', { document: { ...document, rules: [...rules, ...more] } })
  await own.api.call('POST', `/access/drafts/${draft.id}/saving`, { reason: 'as the test needs it' })
}

async function classify(name: string, classification: string): Promise<void> {
  const { id, version } = await own.api.first(`/deals?name=${encodeURIComponent(name)}`)
  await own.api.call<Row>('PATCH', `/deals/${id}`, { classification, margin: 12_300 }, { 'if-match': `"${version}"` })
}

beforeAll(async () => {
  site = await Site.open()
  own = await register(site.address, 'Margin & Co')
  await fillWithDeals(own)
  await classify('Deal 01', 'restricted')
  await classify('Deal 02', 'internal')
  await classify('Deal 03', 'confidential')
  await govern()
  const kim = await join(site.address, own, 'Kim Berger', 'member')
  member = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await member.addInitScript({
    content: `localStorage.setItem('columns of deals', '{"shown":["name","stageId","amount","margin","classification"],"widths":{}}')`,
  })
  await signIn(member, kim)
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

test('a value that is hidden on one record is a lock there, and cannot be edited', async () => {
  await openList(member, '/deals?sort=name')
  await (await cellOf(member, 'Deal 02', 'Margin')).getByText('$123').waitFor()
  const hidden = await cellOf(member, 'Deal 01', 'Margin')
  await hidden.getByRole('img', { name: 'Margin is hidden from you on this record' }).waitFor()
  await hidden.click()
  await member.keyboard.press('Enter')
  await member.getByLabel('Messages').getByText('Margin is hidden from you on this record').waitFor()
  expect(await member.getByRole('textbox', { name: 'Margin' }).count()).toBe(0)
})

test('a card that may not be moved stays in its column, by mouse and by key', async () => {
  await member.goto('/deals?view=board&sort=name')
  const card = member.getByRole('button', { name: 'Deal 03', exact: true })
  const target = member.getByRole('region', { name: 'Proposal', exact: true })
  await card.waitFor()
  const from = await card.boundingBox()
  const to = await target.boundingBox()
  if (from === null || to === null) throw new Error('The board is not on the screen')
  await member.mouse.move(from.x + 40, from.y + 60)
  await member.mouse.down()
  await member.mouse.move(to.x + 60, to.y + 120, { steps: 8 })
  await member.mouse.up()
  await member.mouse.move(0, 0)
  await card.focus()
  await member.keyboard.press('Shift+ArrowRight')
  await member.getByLabel('Messages').getByText('You may not change this deal').waitFor()
  await member.getByRole('region', { name: 'Prospecting', exact: true }).getByRole('button', { name: 'Deal 03', exact: true }).waitFor()
  expect(await own.api.first('/deals?name=Deal%2003')).toMatchObject({ stage: { name: 'Prospecting' } })
})

test('of several chosen records those are changed that may be, and the others counted', async () => {
  await openList(member, '/deals?name.contains=Deal%200&sort=name')
  await member
    .getByRole('row', { name: /Deal 02/ })
    .getByRole('gridcell')
    .first()
    .click()
  await member
    .getByRole('row', { name: /Deal 03/ })
    .getByRole('gridcell')
    .first()
    .click()
  await member.getByRole('toolbar', { name: 'Selected rows' }).getByRole('button', { name: 'Move stage' }).click()
  await member.keyboard.type('lost')
  await member.keyboard.press('Enter')
  await member.getByText('Stage of 1 deal changed').waitFor()
  await member.getByText('1 deal stayed as it was: you may not change it').waitFor()
})

test('what the server refuses falls back and says why; a field that is closed leaves the open list', async () => {
  await openList(member, '/deals?sort=name')
  await member.evaluate('globalThis.notReloaded = true')
  await govern(
    { id: 'amounts', effect: 'deny', who: ['role:member'], permissions: ['deals.update'], fields: ['amount'] },
    { id: 'margins', effect: 'deny', who: ['role:member'], permissions: ['deals.read'], fields: ['margin'] },
  )
  const amount = await cellOf(member, 'Deal 04', 'Amount')
  await amount.dblclick()
  await member.keyboard.type('5000')
  await member.keyboard.press('Enter')
  await member.getByLabel('Messages').getByText('The change was not saved').waitFor()
  await expect.poll(() => amount.innerText()).toBe('$1,040')
  // The refusal itself told the page that permissions have changed.
  await expect.poll(() => member.getByRole('columnheader', { name: 'Margin' }).count()).toBe(0)
  await member.getByLabel('Messages').getByRole('button', { name: 'Why can’t I?' }).last().click()
  await member
    .getByRole('dialog', { name: /^Why can’t I/ })
    .getByText('Ask Ada Lindqvist.')
    .waitFor()
  expect(await member.evaluate('globalThis.notReloaded')).toBe(true)
})

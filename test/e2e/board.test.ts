import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fillWithDeals, register, type Organization } from './organization.ts'
import { Site } from './site.ts'
import { signIn } from './visitor.ts'

let own: Organization
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  own = await register(site.address, 'Harbour Desk')
  await fillWithDeals(own)
  page = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(page, own)
})
beforeEach(async () => {
  await page.goto('/deals?view=board&sort=name')
  await page.locator('[data-card]').first().waitFor()
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

const stage = (name: string) => page.getByRole('region', { name, exact: true })
const card = (name: string) => page.getByRole('button', { name, exact: true })
const stored = (name: string) => own.api.first(`/deals?name=${encodeURIComponent(name)}`)

test('columns say how many deals a stage has and what they add up to', async () => {
  await expect.poll(() => stage('Won').getByRole('heading').innerText()).toMatch(/Won\s+12\s+\$15\.3K/)
  await expect.poll(() => stage('Proposal').getByRole('heading').innerText()).toMatch(/Proposal\s+0/)
})

test('a card is dragged to another stage, and undone', async () => {
  const from = await stage('Engaging').locator('[data-card]').first().boundingBox()
  const to = await stage('Proposal').boundingBox()
  if (from === null || to === null) throw new Error('The board is not on the screen')
  const name = (await stage('Engaging').locator('[data-card]').first().getAttribute('aria-label')) ?? ''
  await page.mouse.move(from.x + 40, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 80, from.y + 40, { steps: 4 })
  await page.mouse.move(to.x + 60, to.y + 120, { steps: 8 })
  await page.mouse.up()
  await stage('Proposal').getByRole('button', { name, exact: true }).waitFor()
  await expect.poll(async () => (await stored(name))['stage']).toMatchObject({ name: 'Proposal' })
  await page.getByText(`${name} moved to Proposal`).first().waitFor()
  await page.keyboard.press('z')
  await stage('Engaging').getByRole('button', { name, exact: true }).waitFor()
  await expect.poll(async () => (await stored(name))['stage']).toMatchObject({ name: 'Engaging' })
})

test('the keyboard moves a won deal back, and undoing brings its closing date back', async () => {
  await stage('Won').locator('[data-card]').first().focus()
  await page.keyboard.press('m')
  await page.getByRole('dialog', { name: 'Move Deal 00' }).waitFor()
  await page.keyboard.type('engag')
  await page.keyboard.press('Enter')
  await stage('Engaging').getByRole('button', { name: 'Deal 00', exact: true }).waitFor()
  await expect.poll(async () => (await stored('Deal 00'))['closedOn']).toBeNull()
  await page.keyboard.press('z')
  await stage('Won').getByRole('button', { name: 'Deal 00', exact: true }).waitFor()
  await expect.poll(() => stored('Deal 00')).toMatchObject({ closedOn: '2025-03-01', stage: { name: 'Won' } })
})

test('Shift and an arrow move the card one stage on, keep the focus and say so', async () => {
  await card('Deal 02').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await stage('Proposal').getByRole('button', { name: 'Deal 02', exact: true }).waitFor()
  await page.getByRole('status').getByText('Deal 02 moved to Proposal').waitFor()
  await page.locator('[data-card]:focus', { hasText: 'Deal 02' }).waitFor()
  await expect.poll(async () => (await stored('Deal 02'))['stage']).toMatchObject({ name: 'Proposal' })
})

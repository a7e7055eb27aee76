import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fillWithDeals, register, type Organization } from './organization.ts'
import { Site } from './site.ts'
import { cellOf, openList, signIn } from './visitor.ts'

let own: Organization
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  own = await register(site.address, 'Cedar Works')
  await fillWithDeals(own)
  page = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(page, own)
})
beforeEach(() => openList(page, '/deals?sort=name'))
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

const stored = () => own.api.first('/deals?name=Deal%2000')

/** Puts the keyboard on the amount of the first row. */
async function toAmount() {
  const cell = await cellOf(page, 'Deal 00', 'Amount')
  await cell.click()
  await page.getByRole('grid').focus()
  return cell
}

test('a cell is edited in place, says what is wrong, saves, and can be undone', async () => {
  const cell = await toAmount()
  await page.keyboard.press('Enter')
  await page.keyboard.type('much')
  await page.keyboard.press('Enter')
  await cell.getByRole('alert').getByText('Type an amount').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('4,321.50')
  await page.keyboard.press('Enter')
  await expect.poll(() => cell.innerText()).toBe('$4,321.50')
  await expect.poll(async () => (await stored())['amount']).toBe(432_150)
  await page.getByText('Amount of Deal 00 changed').waitFor()
  await page.keyboard.press('z')
  await expect.poll(() => cell.innerText()).toBe('$1,000')
  await expect.poll(async () => (await stored())['amount']).toBe(100_000)
})

test('typing replaces, Esc reverts, Tab goes on', async () => {
  const cell = await toAmount()
  await page.keyboard.type('9')
  await page.keyboard.press('Escape')
  expect(await cell.innerText()).toBe('$1,000')
  await page.keyboard.type('95')
  await page.keyboard.press('Tab')
  await expect.poll(() => cell.innerText()).toBe('$95')
  const active = await page.getByRole('grid').getAttribute('aria-activedescendant')
  expect(active).not.toBe(await cell.getAttribute('id'))
  await page.getByText('Amount of Deal 00 changed').waitFor()
  await page.keyboard.press('z')
  await expect.poll(async () => (await stored())['amount']).toBe(100_000)
})

test('a value the server refuses falls back and opens again with the reason', async () => {
  await own.api.call('PATCH', `/deals/${(await own.api.first('/deals?name=Deal%2001')).id}`, { externalId: 'X-1' }, { 'if-match': '"1"' })
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'External id' }).click()
  await page.keyboard.press('Escape')
  const cell = await cellOf(page, 'Deal 00', 'External id')
  await cell.scrollIntoViewIfNeeded()
  await cell.dblclick()
  await page.keyboard.type('X-1')
  await page.keyboard.press('Enter')
  await cell.getByRole('alert').getByText('Another deal has this external id already.').waitFor()
  expect((await stored())['externalId']).toBeNull()
  await page.keyboard.press('Escape')
})

test('who changed the same field meanwhile is shown beside one’s own, and one chooses', async () => {
  const cell = await toAmount()
  const { id, version } = await stored()
  await own.api.call('PATCH', `/deals/${id}`, { amount: 200_000 }, { 'if-match': `"${version}"` })
  await page.keyboard.press('Enter')
  await page.keyboard.type('3000')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Somebody changed this while you did' })
  await dialog.getByText('$2,000').waitFor()
  await dialog.getByText('$3,000').waitFor()
  await dialog.getByRole('button', { name: 'Keep theirs' }).click()
  await expect.poll(() => cell.innerText()).toBe('$2,000')
  expect((await stored())['amount']).toBe(200_000)

  const seen = await stored()
  await own.api.call('PATCH', `/deals/${id}`, { amount: 210_000 }, { 'if-match': `"${seen.version}"` })
  await toAmount()
  await page.keyboard.press('Enter')
  await page.keyboard.type('3000')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Use mine' }).click()
  await expect.poll(async () => (await stored())['amount']).toBe(300_000)
})

test('a change of another field is no conflict', async () => {
  const cell = await toAmount()
  const { id, version } = await stored()
  await own.api.call('PATCH', `/deals/${id}`, { expectedCloseOn: '2030-01-01' }, { 'if-match': `"${version}"` })
  await page.keyboard.press('Enter')
  await page.keyboard.type('1234')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await stored())['amount']).toBe(123_400)
  expect((await stored())['expectedCloseOn']).toBe('2030-01-01')
  expect(await cell.innerText()).toBe('$1,234')
})

test('a new deal: errors beside their fields, then it is there', async () => {
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New deal' })
  await dialog.getByLabel('Amount').fill('much')
  await dialog.getByRole('button', { name: 'Create deal' }).click()
  await dialog.getByRole('alert').getByText('Type an amount').waitFor()
  await dialog.getByLabel('Amount').fill('12k')
  await dialog.getByLabel('Name').fill('Aurora')
  await dialog.getByRole('button', { name: 'Create deal' }).click()
  await page.getByText('Aurora created').waitFor()
  expect(await own.api.first('/deals?name=Aurora')).toMatchObject({
    amount: 1_200_000,
    stage: { name: 'Prospecting' },
    owner: { name: 'Ada Lindqvist' },
  })
})

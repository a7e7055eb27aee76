import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fillWithDeals, register, type Organization } from './organization.ts'
import { Site } from './site.ts'
import { signIn } from './visitor.ts'

let owner: Organization
let other: Organization
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  owner = await register(site.address, 'Northfield Supply')
  await fillWithDeals(owner)
  other = await register(site.address, 'Quarry Lane')
  page = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(page, other)
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

test.each(['deals', 'companies', 'contacts', 'products'])('a second organization finds no %s', async (plural) => {
  await page.goto(`/${plural}`)
  await page.getByRole('heading', { name: `No ${plural} yet` }).waitFor()
})

test('neither by search nor by the address of a record', async () => {
  await page.goto('/deals?q=Deal')
  await page.getByRole('heading', { name: 'No deals match' }).waitFor()
  const { id } = await owner.api.first('/deals')
  await page.goto(`/deals/${id}`)
  await page.getByRole('heading', { name: 'There is no such record' }).waitFor()
  expect(await page.getByText('Deal 0').count()).toBe(0)
})

test('nothing that the first organization read stays on the page of the next person', async () => {
  await page.request.delete('/api/v1/sessions/current', { headers: { origin: site.address } })
  await signIn(page, owner)
  await page.goto('/deals')
  await page.getByText('60 deals').waitFor()
  await page.request.delete('/api/v1/sessions/current', { headers: { origin: site.address } })
  await signIn(page, other)
  await page.goto('/deals')
  await page.getByRole('heading', { name: 'No deals yet' }).waitFor()
  expect(await page.getByText('Deal 0').count()).toBe(0)
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

const products = 'product;sales_price\nHarbour Crane;48000\nTide Gauge;950\n'
const deals = [
  'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_value',
  'H-1,Ida Norén,Harbour Crane,Hafen Süd,Won,10/20/2016,48000',
  'H-2,Ida Norén,Tide Gauge,Hafen Süd,Engaging,10/25/2016,',
  'H-3,Omar Farouk,HarbourCrane,شركة النور,Won,11/30/2016,47000',
  'H-4,Omar Farouk,Tide Gauge,Pier & Partner,Won,31/31/2016,900',
].join('\n')

async function upload(page: Page, object: string, name: string, text: string): Promise<void> {
  await page.goto(`/imports/new?object=${object}`)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText('Goes into').waitFor()
}

describe('bringing data', () => {
  it('goes from the file to every row accounted for, and back', async () => {
    const { page } = await site.founder('Kran & Kai')
    await upload(page, 'products', 'products.csv', products)
    expect(await page.getByRole('button', { name: 'Delimiter: Semicolon' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Import 2 products' }).click()
    await page.getByRole('heading', { name: '2 products imported' }).waitFor()

    await upload(page, 'deals', 'deals.csv', deals)
    expect(await page.getByRole('combobox', { name: 'account goes into: Company' }).count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Dates in engage_date: Month, day, year' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('heading', { name: 'Nearly the same names' }).waitFor()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('button', { name: 'Take back' }).waitFor()
    expect(await page.getByText('"31/31/2016" is not a date').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Import 3 deals' }).click()
    await page.getByRole('heading', { name: '3 deals imported' }).waitFor()

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Error file' }).click()
    const chunks: Buffer[] = []
    for await (const chunk of await (await download).createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
    expect(Buffer.concat(chunks).toString()).toMatch(/"?31\/31\/2016"?.*is not a date/)

    await page.getByRole('link', { name: 'See the deals' }).click()
    await page.getByText('شركة النور').first().waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Undo import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo 3 rows' }).click()
    await page.getByRole('heading', { name: 'The import is undone' }).waitFor()
    await page.goto('/trash?object=deals')
    const rows = page.getByRole('button', { name: 'Restore' })
    await expect.poll(() => rows.count()).toBe(3)
    await rows.first().click()
    await expect.poll(() => rows.count()).toBe(2)
    await page.keyboard.press('z')
    await expect.poll(() => rows.count()).toBe(3)
  })

  it('remembers how the columns of such a file were used', async () => {
    const { page } = await site.founder('Zweimal KG')
    const text = 'Firm,Town\nAlpha,Kiel\n'
    await upload(page, 'companies', 'first.csv', text)
    await page.getByRole('combobox', { name: /^Firm goes into/ }).click()
    await page.getByRole('option', { name: 'Name', exact: true }).click()
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Import 1 company' }).click()
    await page.getByRole('heading', { name: '1 company imported' }).waitFor()
    await upload(page, 'companies', 'second.csv', text.replace('Alpha', 'Beta'))
    expect(await page.getByText('Remembered').count()).toBe(2)
    await page.getByRole('combobox', { name: 'Firm goes into: Name' }).waitFor()
  })

  it('reports a file that it cannot read and keeps the reader where they were', async () => {
    const { page } = await site.founder('Unlesbar AG')
    await page.goto('/imports/new?object=deals')
    await page.locator('input[type=file]').setInputFiles({
      name: 'photo.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
    })
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  })
})

import type { Page } from 'playwright-core'
import type { Organization } from './organization.ts'

/** As a person does: address and password into the form. */
export async function signIn(page: Page, { email, password }: Organization): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Opens a list and waits until its rows are there. */
export async function openList(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('grid').waitFor()
  await page.locator('[role=gridcell] button').first().waitFor()
}

/** The cell that has the keyboard, as assistive technology is told. */
export function activeCell(page: Page) {
  return page
    .locator('[role=grid]')
    .evaluate((grid) => grid.querySelector(`[id="${grid.getAttribute('aria-activedescendant') ?? ''}"]`)?.textContent ?? '')
}

/** The cell of a row, found by the row's name and the column's. */
export async function cellOf(page: Page, row: string, column: string) {
  const at = await page.getByRole('columnheader', { name: column }).getAttribute('aria-colindex')
  return page
    .getByRole('row')
    .filter({ hasText: row })
    .locator(`[aria-colindex="${at ?? ''}"]`)
}

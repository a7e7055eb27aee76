import { tenantRead } from '@freehold/tenancy'
import type { TestDatabase } from '../test/harness/database.ts'
import { openApi } from '../test/harness/http.ts'

/** The list of deals that people keep open: one stage of one owner, the largest first. */
export interface DealPage {
  readonly stage: string
  readonly owner: string
}

export function pageAddress({ stage, owner }: DealPage): string {
  return `/api/v1/deals?stageId=${stage}&ownerId=${owner}&sort=-amount&limit=50`
}

/** The statement that Freehold prepared for this page, so that the floor runs the very same. */
export async function statementOf(db: TestDatabase, path: string, token: string): Promise<string> {
  const api = await openApi(db)
  await api.ask({ method: 'GET', url: path, token })
  const [rows] = await tenantRead(db.acme.as('owner'), [
    { text: `select statement from pg_prepared_statements where name like 'page-%'`, values: [] },
  ])
  await api.close()
  const [row] = rows as { statement: string }[]
  if (!row) throw new Error('The page was not prepared under a name')
  return row.statement
}

/** A stage and an owner with many deals. */
export async function somePage(db: TestDatabase): Promise<DealPage> {
  const { rows } = await db.admin((admin) =>
    admin.query<{ stage: string; owner: string }>(
      `select stage_id as stage, owner_id as owner from crm.deal where tenant_id = $1 group by 1, 2 order by count(*) desc limit 1`,
      [db.acme.tenant],
    ),
  )
  const [page] = rows
  if (!page) throw new Error('No deals were made')
  return page
}

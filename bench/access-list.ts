import type { OpContext } from '@freehold/kernel'
import { crmCatalog } from '@freehold/crm'
import { listRecords } from '@freehold/records'
import { createTestDatabase, type TestDatabase } from '../test/harness/database.ts'
import { fillDeals } from './large-organization.ts'
import type { BenchEnv, Measure } from './measure.ts'
import { inTurns, rate } from './rate.ts'

const sites = 100
const deal = crmCatalog.type('deal')

/**
 * Lists of 1,000,000 deals under a policy, 50 to a page: the manager of three of a hundred sites, whose policy becomes part of the
 * statement, beside the owner who writes the same condition as a filter by hand; the member beside the owner; and a page on which
 * some margins are hidden beside one on which none is.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  try {
    await fillDeals(db, 1_000_000, 200, sites)
    const places = await threeSites(db)
    await db.acme.setPolicy({
      roles: [{ key: 'site-manager', name: 'Site manager' }],
      rules: [
        {
          id: 'sites',
          effect: 'allow',
          who: ['role:site-manager'],
          permissions: ['deals.read'],
          when: { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } },
        },
        {
          id: 'margin',
          effect: 'deny',
          who: ['role:viewer'],
          permissions: ['deals.read'],
          fields: ['margin'],
          when: { attribute: 'resource.ownerId', operator: 'ne', value: { attribute: 'subject.id' } },
        },
      ],
      settings: { secondApprover: false, manyPeople: 50 },
    })
    const manager = await db.acme.person({ role: 'guest', roles: ['site-manager'], nodes: places })
    const byHand = { 'nodeId.in': places.join(','), limit: 50 }
    const list = (ctx: OpContext, query: Record<string, unknown>) => () =>
      rate(() => listRecords(ctx, crmCatalog, deal, query), { workers: 4, seconds: 2 })
    const seen = await inTurns({
      policy: list(manager.as(), { limit: 50 }),
      hand: list(db.acme.as('owner'), byHand),
      member: list(db.acme.as('member'), { limit: 50 }),
      owner: list(db.acme.as('owner'), { limit: 50 }),
      hidden: list(db.acme.as('viewer'), { limit: 50 }),
    })
    return [
      beside('access.three-sites-against-by-hand', seen.policy, seen.hand, 'at most 15 % dearer (≥ 0.87)', 0.87),
      beside('access.member-against-owner', seen.member, seen.owner, 'no slower (≥ 0.95)', 0.95),
      beside('access.three-sites-against-owner', seen.policy, seen.owner, 'shown', undefined),
      beside('access.hidden-margin-against-none', seen.hidden, seen.owner, 'shown', undefined),
    ]
  } finally {
    await db.drop()
  }
}

async function threeSites(db: TestDatabase): Promise<string[]> {
  const { rows } = await db.admin((admin) =>
    admin.query<{ id: string }>('select id from access.node where tenant_id = $1 order by id limit 3', [db.acme.tenant]),
  )
  return rows.map((row) => row.id)
}

function beside(name: string, value: number, floor: number, goal: string, least: number | undefined): Measure {
  const ratio = value / floor
  return { name, value, unit: 'pages/s', floor, ratio, goal, met: least === undefined ? null : ratio >= least }
}

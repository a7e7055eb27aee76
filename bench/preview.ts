import type { PolicyDocument, Rule } from '@freehold/access'
import { createTestDatabase, type TestDatabase } from '../test/harness/database.ts'
import { openApi, signIn } from '../test/harness/http.ts'
import { fillDeals } from './large-organization.ts'
import type { BenchEnv, Measure } from './measure.ts'
import { middle } from './rate.ts'

const people = 500
const sites = 100

/**
 * What one changed rule would mean: 100,000 deals at 100 places, 500 people who each manage three of them; the rule now asks for an
 * amount, too. Over HTTP, slice by slice, as the page asks.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  const api = await openApi(db)
  try {
    await fillDeals(db, 100_000, 20, sites)
    await addManagers(db)
    await db.acme.setPolicy(policyWith(atTheirPlaces))
    const token = await signIn(db, db.acme, 'owner')
    const ask = async <T>(url: string, body: unknown): Promise<T> => {
      const answer = await api.ask({ method: 'POST', url: `/api/v1${url}`, token, body })
      if (answer.status >= 300) throw new Error(answer.text)
      return answer.json as T
    }
    const milliseconds: number[] = []
    for (let round = 0; round < 3; round++) {
      const smaller: Rule['when'] = { all: [atTheirPlaces, { attribute: 'resource.amount', operator: 'lt', value: 20_000_000 + round }] }
      const draft = await ask<{ id: string }>('/access/drafts', { title: 'Only smaller deals', document: policyWith(smaller) })
      const started = performance.now()
      const lost = await previewed((cursor) => ask(`/access/drafts/${draft.id}/preview`, cursor === undefined ? {} : { cursor }))
      milliseconds.push(performance.now() - started)
      if (lost === 0) throw new Error('The changed rule takes nothing away')
    }
    const value = middle(milliseconds)
    return [
      {
        name: 'access.preview-100k-records-500-people',
        value,
        unit: 'ms',
        floor: null,
        ratio: null,
        goal: '< 3,000 ms',
        met: value < 3_000,
      },
    ]
  } finally {
    await api.close()
    await db.drop()
  }
}

const atTheirPlaces = { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } } as const

function policyWith(when: Rule['when']): PolicyDocument {
  return {
    roles: [{ key: 'site-manager', name: 'Site manager' }],
    rules: [
      { id: 'sites', effect: 'allow', who: ['role:site-manager'], permissions: ['deals.read', 'deals.update'], ...(when && { when }) },
    ],
    settings: { secondApprover: false, manyPeople: 50 },
  }
}

async function addManagers(db: TestDatabase): Promise<void> {
  await db.acme.change(async (tx) => {
    await tx.sql(
      `with people as (
         insert into identity.member (tenant_id, name, role, status) select $1, 'Manager ' || n, 'guest', 'active' from generate_series(1, $2::int) n returning id),
       numbered as (select id, row_number() over () as n from people),
       places as (select id, row_number() over (order by id) as n from access.node where tenant_id = $1),
       given as (insert into access.role_assignment (tenant_id, role, member_id) select $1, 'site-manager', id from people)
       insert into access.node_member (tenant_id, node_id, member_id)
       select $1, p.id, m.id from numbered m join places p on p.n - 1 in (m.n % $3::int, (m.n * 7 + 1) % $3::int, (m.n * 13 + 2) % $3::int)`,
      [db.acme.tenant, people, sites],
    )
  })
}

interface Slice {
  readonly unfinished: boolean
  readonly next: string | null
  readonly totals: { readonly lost: number }
}

/** To its end; how many person-and-record pairs lose something. */
async function previewed(slice: (cursor?: string) => Promise<Slice>): Promise<number> {
  let seen = await slice()
  while (seen.unfinished) seen = await slice(seen.next ?? undefined)
  return seen.totals.lost
}

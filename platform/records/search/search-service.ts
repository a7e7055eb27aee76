import type { OpContext } from '@freehold/kernel'
import { plannedRead } from '../access/planned.ts'
import { seesAny, sightOf } from '../access/sight.ts'
import type { Catalog } from '../catalog.ts'
import { searchQuery, type SearchRow } from './search-queries.ts'

const mostResults = 20
const mostWords = 5

/** Up to 20 records of any object that contain every word of `text`, best first. One round trip. */
export async function searchRecords(ctx: OpContext, catalog: Catalog, text: string): Promise<SearchRow[]> {
  ctx.authorize('read', 'search')
  const words = text
    .replaceAll('\u0000', '')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords)
  if (words.length === 0) return []
  return plannedRead(ctx, () => {
    const sights = catalog.objects
      .map((object) => sightOf(ctx, object))
      .filter((sight) => seesAny(sight) && sight.object.searchFields.length > 0)
    return {
      queries: sights.length === 0 ? [] : [searchQuery(catalog, sights, ctx.tenant, words, mostResults)],
      make: ([rows = []]) => rows,
    }
  })
}

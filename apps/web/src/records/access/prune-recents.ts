import { ApiProblem, records } from '../../api.ts'
import { forgetRecord, recentRecords } from '../../palette/recents.ts'
import { objectsQuery, queryClient } from '../../queries.ts'

/** After a change of permissions: records opened lately that are closed now are not offered again, not even by name. */
export async function pruneRecents(): Promise<void> {
  const objects = queryClient.getQueryData(objectsQuery.queryKey) ?? []
  for (const { object, id } of recentRecords()) {
    const meta = objects.find(({ name }) => name === object)
    if (meta === undefined || (await isClosed(meta.plural, id))) forgetRecord(id)
  }
}

async function isClosed(plural: string, id: string): Promise<boolean> {
  try {
    await records(plural).get(id)
    return false
  } catch (error) {
    return error instanceof ApiProblem && (error.status === 404 || error.status === 403)
  }
}

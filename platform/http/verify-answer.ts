import type { Route } from '@freehold/kernel'
import { isDeepStrictEqual } from 'node:util'

/** Throws when a handler answers something else than its route declares: missing, of another type, or undeclared members. */
export function verifyAnswer(route: Route, body: unknown): void {
  if (body === undefined && (route.status === 204 || route.response.safeParse(undefined).success)) return
  const sent: unknown = JSON.parse(JSON.stringify(body))
  const result = route.response.safeParse(sent)
  if (!result.success) throw new Error(`${route.id} answers what it does not declare: ${result.error.message}`)
  if (!isDeepStrictEqual(result.data, sent)) {
    throw new Error(
      `${route.id} answers members that it does not declare: ${JSON.stringify(sent)} instead of ${JSON.stringify(result.data)}`,
    )
  }
}

import { openApiDocument } from '@freehold/http'
import { describedRoutes } from '../apps/server/api-routes.ts'
import { clientSource } from './client-source.ts'
import type { ApiDescription } from './client-source.ts'
import { formatted } from './formatted.ts'

export const clientFile = new URL('../apps/client/generated.ts', import.meta.url)

/** What apps/client/generated.ts has to be for the routes that the server mounts. */
export function generatedClient(): Promise<string> {
  return formatted(clientSource(openApiDocument(describedRoutes()) as unknown as ApiDescription), clientFile)
}

import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { objectsQuery, pipelinesQuery } from '../../queries.ts'
import { useSession } from '../../session/session.ts'

/** What showing any value may need beside its record. Looked up once for the page: asked for in each cell it cost a third of a scrolled frame. */
export interface ValueFacts {
  /** The organization's, where a record has none. */
  readonly currency: string
  /** `deals` for `deal`; undefined for what has no page of its own. */
  readonly pluralOf: (object: string) => string | undefined
  readonly hueOfStage: (id: string) => string | undefined
}

const Facts = createContext<ValueFacts | undefined>(undefined)

export function ValueFactsProvider({ children }: { children: ReactNode }) {
  const { currency } = useSession().organization
  const { data: objects } = useQuery(objectsQuery)
  const { data: pipelines } = useQuery(pipelinesQuery)
  const facts = useMemo((): ValueFacts => {
    const plurals = new Map((objects ?? []).map(({ name, plural }) => [name, plural]))
    const hues = new Map((pipelines ?? []).flatMap(({ stages }) => stages.map(({ id, hue }) => [id, hue] as const)))
    return { currency, pluralOf: (object) => plurals.get(object), hueOfStage: (id) => hues.get(id) ?? undefined }
  }, [currency, objects, pipelines])
  return <Facts value={facts}>{children}</Facts>
}

export function useValueFacts(): ValueFacts {
  const facts = useContext(Facts)
  if (facts === undefined) throw new Error('A value is shown outside of ValueFactsProvider')
  return facts
}

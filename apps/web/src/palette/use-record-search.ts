import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../api.ts'
import type { SearchHit } from '../api-types.ts'

/** Long enough that a word typed at speed is one request, short enough that nobody notices. */
const pause = 90

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Records whose names hold `text`, while it is being typed. */
export function useRecordSearch(text: string): { hits: readonly SearchHit[]; searching: boolean } {
  const wanted = text.trim()
  const q = useSettled(wanted)
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.search({ query: { q }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  return { hits: wanted === '' ? [] : (data?.items ?? []), searching: isFetching || wanted !== q }
}

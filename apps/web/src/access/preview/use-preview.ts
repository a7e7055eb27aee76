import { useEffect, useState } from 'react'
import { accessApi } from '../access-api.ts'
import type { PreviewStep } from '../types.ts'

interface Preview {
  people: PreviewStep['people']
  totals: PreviewStep['totals']
  alerts: PreviewStep['alerts']
  done: number
  /** Undefined before the first answer. */
  total: number | undefined
  running: boolean
  error: unknown
}

const nothing: Preview = {
  people: [],
  totals: { people: 0, gained: 0, lost: 0 },
  alerts: [],
  done: 0,
  total: undefined,
  running: true,
  error: undefined,
}

/** Asks step by step until everybody was looked at, and shows what is known so far. Ends when the page is left. */
export function usePreview(id: string, version: number): Preview & { again: () => void } {
  const [preview, setPreview] = useState(nothing)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const control = new AbortController()
    setPreview(nothing)
    run(id, control.signal, setPreview).catch((error: unknown) => {
      if (!control.signal.aborted) setPreview((known) => ({ ...known, running: false, error }))
    })
    return () => control.abort()
  }, [id, version, attempt])
  return { ...preview, again: () => setAttempt(attempt + 1) }
}

async function run(id: string, signal: AbortSignal, show: (change: (known: Preview) => Preview) => void): Promise<void> {
  let cursor: string | null = null
  do {
    const step: PreviewStep = await accessApi.previewDraft(id, cursor, signal)
    if (signal.aborted) return
    cursor = step.unfinished ? step.next : null
    const running = cursor !== null
    show((known) => ({
      people: merged(known.people, step.people),
      totals: step.totals,
      alerts: step.alerts,
      done: step.done,
      total: step.total,
      running,
      error: undefined,
    }))
  } while (cursor !== null)
}

/** A step may say more about somebody who was in an earlier one. */
function merged(known: Preview['people'], next: Preview['people']): Preview['people'] {
  const fresh = new Map(next.map((person) => [person.member.id, person]))
  return [...known.filter((person) => !fresh.has(person.member.id)), ...fresh.values()]
}

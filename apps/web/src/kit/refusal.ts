import type { ReactNode } from 'react'

/** Why a control rests, and the way to ask for more. */
export interface Refusal {
  /** A sentence. */
  readonly text: string
  /** In the tooltip, instead of the sentence. */
  readonly tip?: ReactNode
  /** Tells more, beside the control that was pressed. */
  readonly explain?: (anchor: Element) => void
}

/** A sentence is enough where there is nothing more to tell. */
export type Denied = string | Refusal | undefined

export function refusalOf(denied: Denied): Refusal | undefined {
  return typeof denied === 'string' ? { text: denied } : denied
}

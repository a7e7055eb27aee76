import { create } from 'zustand'
import type { Question } from './question.ts'

export interface Asked {
  readonly question: Question
  /** What the answer is about, in words: "change Northwind renewal". */
  readonly deed: string
  /** Where the asking control stood: it may be gone by then, a menu's entry is. */
  readonly at: DOMRect
  /** Had the keyboard, and gets it back. */
  readonly opener: Element | null
}

export const useExplanation = create<{ asked: Asked | undefined }>()(() => ({ asked: undefined }))

/** Opens the explanation beside the control that was pressed. */
export function explain(question: Question, deed: string, anchor: Element): void {
  useExplanation.setState({ asked: { question, deed, at: anchor.getBoundingClientRect(), opener: document.activeElement } })
}

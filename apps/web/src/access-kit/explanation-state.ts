import { create } from 'zustand'
import type { Question } from './question.ts'

export interface Asked {
  readonly question: Question
  /** What the answer is about, in words: "change Northwind renewal". */
  readonly deed: string
  /** Where the asking control stood: it may be gone by then, a menu's entry is. */
  readonly at: DOMRect
}

export const useExplanation = create<{ asked: Asked | undefined }>()(() => ({ asked: undefined }))

/** Opens the explanation beside the control that was pressed. */
export function explain(question: Question, deed: string, anchor: Element): void {
  useExplanation.setState({ asked: { question, deed, at: anchor.getBoundingClientRect() } })
}

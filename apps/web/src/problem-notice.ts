import { ApiProblem } from './api.ts'
import { toast } from './kit/toast.tsx'

/** For an action with no field to stand beside: says what happened and what was kept. */
export function notifyProblem(error: unknown, title: string): void {
  toast({ title, detail: messageOf(error), tone: 'failed' })
}

export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem && error.code === 'unreachable')
    return 'Freehold cannot be reached. Nothing was saved; try again when the connection is back.'
  if (error instanceof ApiProblem) return error.message
  return 'Something unexpected happened in the page. Nothing was saved; reload and try again.'
}

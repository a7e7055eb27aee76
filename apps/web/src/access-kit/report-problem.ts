import { ApiProblem } from '../api.ts'
import type { Action } from '../api-types.ts'
import { toast } from '../kit/index.ts'
import { actionWords } from '../session/session.ts'
import { messageOf, notifyProblem } from '../problem-notice.ts'
import { explain } from './explanation-state.ts'
import type { Question } from './question.ts'

/** For an action with no field to stand beside. A refusal offers to say which rule made it. `record`: the id of what it was done to. */
export function reportProblem(error: unknown, title: string, record?: string): void {
  const asked = questionOf(error, record)
  if (asked === undefined) return notifyProblem(error, title)
  toast({
    title,
    detail: messageOf(error),
    tone: 'failed',
    action: { label: 'Why can’t I?', run: (button) => explain(asked, `${actionWords[asked.action]} this`, button) },
  })
}

function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(actionWords, value)
}

/** What was refused, as the refusal itself names it. */
function questionOf(error: unknown, record: string | undefined): Question | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'forbidden') return undefined
  const { action, resource, field } = error.members
  if (!isAction(action) || typeof resource !== 'string') return undefined
  return { action, resource, ...(record !== undefined && { record }), ...(typeof field === 'string' && { field }) }
}

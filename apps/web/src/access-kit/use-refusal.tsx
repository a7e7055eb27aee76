import { useCallback } from 'react'
import type { Action } from '../api-types.ts'
import { toast, type Refusal } from '../kit/index.ts'
import { actionWords, useDenied } from '../session/session.ts'
import { explain } from './explanation-state.ts'
import type { Question } from './question.ts'
import { RefusalTip } from './refusal-tip.tsx'

/** A refusal that explains itself when its control is pressed. `deed` completes "Why can't I …". */
export function refusal(text: string, deed: string, question: Question): Refusal {
  return {
    text,
    tip: <RefusalTip text={text} question={question} />,
    explain: (anchor) => explain(question, deed, anchor),
  }
}

/** Undefined when the reader may do it to some record at least. `noun`: what it is done to, as people say it. */
export function useRefusal(): (action: Action, resource: string, noun?: string) => Refusal | undefined {
  const denied = useDenied()
  return useCallback(
    (action, resource, noun = resource) => {
      const text = denied(action, resource)
      return text === undefined ? undefined : refusal(text, `${actionWords[action]} ${noun}`, { resource, action })
    },
    [denied],
  )
}

/** For a key, which has no control to say it at. */
export function sayRefusal({ text, explain: more }: Refusal): void {
  const [deed = text, ...help] = text.split(/(?<=\.) /)
  toast({
    title: deed.replace(/\.$/, ''),
    detail: help.length === 0 ? undefined : help.join(' '),
    tone: 'information',
    ...(more !== undefined && { action: { label: 'Why can’t I?', run: more } }),
  })
}

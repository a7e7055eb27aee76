import { create } from 'zustand'
import { ApiProblem } from '../../api.ts'
import { toast } from '../../kit/toast.tsx'
import { messageOf } from '../../problem-notice.ts'
import { queryClient } from '../../queries.ts'
import { accessApi } from '../access-api.ts'
import { draftsQuery } from '../access-queries.ts'
import type { Draft, RuleChange, Sentences } from '../types.ts'

/** Long enough that a word typed at speed is one request. */
const pause = 350

interface Desk {
  /** As the server last answered. */
  draft: Draft | undefined
  /** As it stands on this page: the draft's, with what is not yet sent. Undefined: nothing was changed. */
  document: unknown
  state: 'kept' | 'changed' | 'sending' | 'failed'
  /** Why the last change could not be kept. */
  failure: string | undefined
  /** Of the last document without mistakes: the server says none of one with. */
  sentences: Sentences
  changes: readonly RuleChange[]
  /** Ids of drafts that were saved or discarded here: lists that are not read anew yet still have them. */
  done: readonly string[]
  /** Goes up whenever another document takes the place of the one on the page. */
  opened: number
}

const empty: Omit<Desk, 'done' | 'opened'> = {
  draft: undefined,
  document: undefined,
  state: 'kept',
  failure: undefined,
  sentences: {},
  changes: [],
}

/** The one draft that this tab works on. What is changed here is sent after a short pause, one request at a time. */
export const useDeskState = create<Desk>()(() => ({ ...empty, done: [], opened: 0 }))

let timer: ReturnType<typeof setTimeout> | undefined
let sending: Promise<void> | undefined

export function openDraft(draft: Draft): void {
  clearTimeout(timer)
  useDeskState.setState(({ opened }) => ({ ...empty, ...answered(draft), document: draft.document, opened: opened + 1 }))
}

/** It was saved or discarded. */
export function closeDraft(): void {
  clearTimeout(timer)
  useDeskState.setState(({ draft, done, opened }) => ({
    ...empty,
    done: draft === undefined ? done : [...done, draft.id],
    opened: opened + 1,
  }))
}

export function putDocument(document: unknown): void {
  useDeskState.setState({ document, state: 'changed' })
  clearTimeout(timer)
  timer = setTimeout(() => void sendDraft(), pause)
}

/** Once more what could not be kept. */
export function retryDraft(): void {
  useDeskState.setState(({ state }) => ({ state: state === 'failed' ? 'changed' : state }))
  void sendDraft()
}

/** Sends what is not yet sent; resolves when the server has it, or has refused it. */
export async function sendDraft(): Promise<void> {
  clearTimeout(timer)
  await sending
  const { draft, document, state } = useDeskState.getState()
  if (document === undefined || state !== 'changed') return
  sending = send(draft, document)
  await sending
  sending = undefined
  await sendDraft()
}

async function send(draft: Draft | undefined, document: unknown): Promise<void> {
  useDeskState.setState({ state: 'sending', failure: undefined })
  try {
    const answer = draft === undefined ? await accessApi.createDraft({ document }) : await accessApi.putDraft(draft, { document })
    // Changed again while it was on its way: that is sent next. What stands on the page is never put back.
    const state = useDeskState.getState().document === document ? 'kept' : 'changed'
    useDeskState.setState({ ...answered(answer), state })
    if (draft === undefined) await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
  } catch (error) {
    useDeskState.setState({ state: 'failed', failure: messageOf(error) })
    if (error instanceof ApiProblem && error.code === 'stale_version' && draft !== undefined) await reopen(draft)
  }
}

function answered(draft: Draft): Pick<Desk, 'draft'> & Partial<Desk> {
  return draft.problems.length > 0 ? { draft } : { draft, sentences: draft.sentences, changes: draft.changes }
}

/** Somebody else, or another tab, changed the draft: theirs is shown. */
async function reopen(draft: Draft): Promise<void> {
  try {
    openDraft(await accessApi.draft(draft.id))
    toast({
      title: 'This draft was changed elsewhere',
      detail: 'That version is shown now; your last change is not in it.',
      tone: 'failed',
    })
  } catch {
    closeDraft()
  }
}

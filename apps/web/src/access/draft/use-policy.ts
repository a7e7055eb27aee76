import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useDenied, useSession } from '../../session/session.ts'
import { accessApi } from '../access-api.ts'
import { draftsQuery, modelQuery, policyQuery } from '../access-queries.ts'
import type { AccessModel, Draft, DraftProblem, DraftSummary, Policy, PolicyDocument, RuleChange, Sentences } from '../types.ts'
import { isReadable } from '../model/readable.ts'
import { openDraft, putDocument, useDeskState } from './draft-desk.ts'

/** The policy as it is being worked on: the saved one, or the draft that was begun from it. */
export interface PolicyDesk {
  readonly model: AccessModel
  readonly saved: Policy
  readonly draft: Draft | undefined
  readonly document: PolicyDocument
  /** What somebody wrote as JSON and the pages cannot show; `document` is the saved one then. */
  readonly unreadable: unknown
  /** The saved ones, and those of the draft once the server has read it. */
  readonly sentences: Sentences
  readonly problems: readonly DraftProblem[]
  readonly changes: readonly RuleChange[]
  /** Goes up whenever another document takes the place of this one. */
  readonly opened: number
  /** Something is not yet sent. */
  readonly unsent: boolean
  readonly failure: string | undefined
  readonly change: (change: (document: PolicyDocument) => PolicyDocument) => void
  /** Puts whatever was written as JSON into the draft. */
  readonly write: (document: unknown) => void
  /** Why the reader may not change the policy. */
  readonly denied: string | undefined
}

export type PolicyReading = { desk: PolicyDesk } | { desk?: undefined; error: unknown; retry: () => void }

/** Undefined while it is being read. Takes up the reader's newest draft by itself. */
export function usePolicy(): PolicyReading | undefined {
  const denied = useDenied()('update', 'policies')
  const model = useQuery(modelQuery)
  const policy = useQuery(policyQuery)
  const ready = useOwnDraft(denied === undefined)
  const { draft, document: written, state, failure, sentences, changes, opened } = useDeskState()
  const failed = [model, policy].find((query) => query.isError)
  if (failed !== undefined) {
    const retry = () => void Promise.all([model.refetch(), policy.refetch()])
    return { error: failed.error, retry }
  }
  if (model.data === undefined || policy.data === undefined || !ready) return undefined
  const saved = policy.data
  const document = isReadable(written) ? written : saved.document
  const desk: PolicyDesk = {
    model: model.data,
    saved,
    draft,
    document,
    unreadable: written === undefined || written === document ? undefined : written,
    sentences: { ...saved.sentences, ...sentences },
    problems: draft?.problems ?? [],
    changes,
    opened,
    unsent: state === 'changed' || state === 'sending',
    failure,
    change: (change) => {
      // What was changed a moment ago counts, also where the page was not drawn anew since.
      const now = useDeskState.getState().document
      putDocument(change(isReadable(now) ? now : saved.document))
    },
    write: putDocument,
    denied,
  }
  return { desk }
}

/** Opens the reader's newest unfinished draft; true when there is nothing more to wait for. */
function useOwnDraft(may: boolean): boolean {
  const session = useSession()
  const drafts = useQuery({ ...draftsQuery, enabled: may })
  const open = useDeskState((state) => state.draft?.id)
  const touched = useDeskState((state) => state.document !== undefined)
  const done = useDeskState((state) => state.done)
  const mine = (draft: DraftSummary) => draft.state === 'draft' && draft.author?.id === session.member.id && !done.includes(draft.id)
  const own = drafts.data?.find(mine)?.id
  const wanted = open === undefined && !touched ? own : undefined
  const found = useQuery({
    queryKey: ['access', 'draft', wanted],
    queryFn: () => accessApi.draft(wanted ?? ''),
    enabled: wanted !== undefined,
    gcTime: 0,
  })
  useEffect(() => {
    const { document, done } = useDeskState.getState()
    if (found.data?.state === 'draft' && document === undefined && !done.includes(found.data.id)) openDraft(found.data)
  }, [found.data])
  if (!may || drafts.isError || found.isError || (found.data !== undefined && found.data.state !== 'draft')) return true
  return drafts.data !== undefined && (wanted === undefined || touched)
}

import { toast } from '../../kit/index.ts'
import { messageOf, notifyProblem } from '../../problem-notice.ts'
import { queryClient } from '../../queries.ts'
import { accessApi } from '../access-api.ts'
import { draftsQuery } from '../access-queries.ts'
import { mergePolicies } from '../model/merge.ts'
import { listed } from '../model/permissions.ts'
import { isReadable } from '../model/readable.ts'
import type { Draft, PolicyDocument } from '../types.ts'
import { closeDraft, openDraft, sendDraft, useDeskState } from './draft-desk.ts'
import type { PolicyDesk } from './use-policy.ts'

/** Gives the draft up, and offers to take that back. */
export async function discard({ draft }: PolicyDesk): Promise<void> {
  try {
    if (draft !== undefined) await accessApi.discardDraft(draft)
    closeDraft()
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
    toast({
      title: 'The draft was discarded',
      ...(draft !== undefined && { action: { label: 'Undo', run: () => void bringBack(draft.document) } }),
    })
  } catch (error) {
    notifyProblem(error, 'The draft was not discarded')
  }
}

/** What the draft changes, changed in the policy as it is now. */
export async function bringUpToDate(draft: Draft, { saved, document: shown }: PolicyDesk): Promise<void> {
  try {
    await sendDraft()
    const { draft: latest, document } = useDeskState.getState()
    const base = await documentOf(draft.baseVersion, saved.document)
    const merged = mergePolicies(base, isReadable(document) ? document : shown, saved.document)
    openDraft(await accessApi.createDraft({ title: draft.title, document: merged.document }))
    await accessApi.discardDraft(latest ?? draft)
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
    const { contested } = merged
    toast({
      title: 'The draft is up to date',
      detail:
        contested.length === 0
          ? 'What others saved since is kept.'
          : `You and others changed ${listed(contested)}; yours stands in the draft. Look through its changes.`,
    })
  } catch (error) {
    notifyProblem(error, 'The draft was not brought up to date')
  }
}

/** Of a version of the policy; before the first one there are the built-in roles alone. */
async function documentOf(version: number, saved: PolicyDocument): Promise<PolicyDocument> {
  if (version === 0) return { roles: [], rules: [], settings: saved.settings }
  const { document } = await accessApi.version(version)
  return isReadable(document) ? document : saved
}

async function bringBack(document: unknown): Promise<void> {
  try {
    openDraft(await accessApi.createDraft({ document }))
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
  } catch (error) {
    toast({ title: 'The draft is gone', detail: messageOf(error), tone: 'failed' })
  }
}

import { useQueryClient } from '@tanstack/react-query'
import { reportProblem } from '../../access-kit/report-problem.ts'
import { records } from '../../api.ts'
import type { ObjectMeta, Share, ShareChange } from '../../api-types.ts'
import { toast } from '../../kit/index.ts'
import { sharesQuery } from './access-queries.ts'
import { bodyOf, keyOf } from './grantees.tsx'
import { levelLabel, untilWords } from './share-words.ts'

export interface SharingActions {
  /** Rejects with what the server refused, for the form to say beside its field. */
  add(grantee: string, name: string, change: Required<ShareChange>): Promise<void>
  change(share: Share, name: string, change: ShareChange): Promise<void>
  remove(share: Share, name: string): Promise<void>
}

/** Giving and taking back access to one record. Each message offers to undo. */
export function useSharingActions(meta: ObjectMeta, id: string): SharingActions {
  const client = useQueryClient()
  const calls = records(meta.plural)
  const refresh = () => client.invalidateQueries({ queryKey: ['records', meta.plural] })
  const show = (edit: (shares: readonly Share[]) => readonly Share[]) =>
    client.setQueryData(sharesQuery(meta, id).queryKey, (shares) => (shares === undefined ? undefined : edit(shares)))

  /** Says what failed and what stays, and shows what is true. */
  const attempt = async (work: () => Promise<void>, failure: string): Promise<void> => {
    try {
      await work()
    } catch (error) {
      reportProblem(error, failure, id)
    }
    await refresh()
  }

  const add = async (grantee: string, name: string, change: Required<ShareChange>): Promise<void> => {
    const share = await calls.share(id, { ...bodyOf(grantee), ...change })
    show((shares) => [...shares, share])
    const undo = () => void attempt(() => calls.unshare(id, share.id), `${name} still has access`)
    toast({ title: `Shared with ${name}`, detail: termsOf(share), action: { label: 'Undo', run: undo } })
    await refresh()
  }

  const change = (share: Share, name: string, next: ShareChange): Promise<void> =>
    attempt(async () => {
      show((shares) => shares.map((other) => (other.id === share.id ? { ...other, ...next } : other)))
      const changed = await calls.changeShare(id, share.id, next)
      const back = { level: share.level, expiresAt: share.expiresAt }
      const undo = () => void attempt(() => calls.changeShare(id, share.id, back).then(() => undefined), `${name}’s access stays changed`)
      toast({ title: `${name}: ${termsOf(changed)}`, action: { label: 'Undo', run: undo } })
    }, `${name}’s access stays as it was`)

  const remove = (share: Share, name: string): Promise<void> =>
    attempt(async () => {
      show((shares) => shares.filter((other) => other.id !== share.id))
      await calls.unshare(id, share.id)
      const { level, expiresAt } = share
      const undo = () =>
        void attempt(
          () => calls.share(id, { ...bodyOf(keyOf(share)), level, expiresAt }).then(() => undefined),
          `${name} has no access any more`,
        )
      toast({ title: `No longer shared with ${name}`, action: { label: 'Undo', run: undo } })
    }, `${name} still has access`)

  return { add, change, remove }
}

/** `can edit, until 3 Dec`. */
function termsOf(share: Share): string {
  return [levelLabel(share.level).toLowerCase(), untilWords(share)].filter((part) => part !== undefined).join(', ')
}

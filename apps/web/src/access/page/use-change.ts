import { useQueryClient } from '@tanstack/react-query'
import { type ToastContent, toast } from '../../kit/index.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { accessKey } from '../access-queries.ts'

interface Change {
  run: () => Promise<unknown>
  /** Said when it is done. Nothing where the page itself shows it well enough. */
  done?: string
  detail?: string
  failed: string
  undo?: () => Promise<unknown>
}

/** Does it, says so, offers to take it back, and reads anew whatever the change may decide. Answers whether it was done. */
export function useChange(): (change: Change) => Promise<boolean> {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: accessKey })
  const attempt = async ({ run, done, detail, failed, undo }: Change): Promise<boolean> => {
    try {
      await run()
      const action: ToastContent['action'] = undo && {
        label: 'Undo',
        run: () => void attempt({ run: undo, failed: 'It could not be taken back' }),
      }
      if (done !== undefined) toast({ title: done, detail, ...(action && { action }) })
      return true
    } catch (error) {
      notifyProblem(error, failed)
      return false
    } finally {
      await refresh()
    }
  }
  return attempt
}

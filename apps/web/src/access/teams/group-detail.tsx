import { type ReactNode, useState } from 'react'
import { MenuItem, MenuLine } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { ConfirmDialog } from '../page/confirm-dialog.tsx'
import { useChange } from '../page/use-change.ts'
import { GroupHeading } from './group-heading.tsx'

interface GroupDetailProps {
  /** `team`. */
  noun: string
  name: string
  note: string
  /** What its people lose when it is deleted, and what keeps it. */
  loss: string
  /** The dialog in which it is edited. */
  editor: (onClose: () => void) => ReactNode
  remove: () => Promise<unknown>
  onGone: () => void
  /** Its people. */
  children: ReactNode
}

/** A team or territory that is open: its name, what can be done with it, who is in it. */
export function GroupDetail({ noun, name, note, loss, editor, remove, onGone, children }: GroupDetailProps) {
  const denied = useDenied()
  const change = useChange()
  const [dialog, setDialog] = useState<'edit' | 'delete'>()
  const close = () => setDialog(undefined)
  const confirm = async () => {
    const gone = await change({ run: remove, done: `${name} was deleted`, failed: `${name} was not deleted` })
    if (gone) onGone()
  }
  return (
    <>
      <GroupHeading name={name} note={note}>
        <MenuItem denied={denied('update', 'teams')} onSelect={() => setDialog('edit')}>
          Edit
        </MenuItem>
        <MenuLine />
        <MenuItem danger denied={denied('delete', 'teams')} onSelect={() => setDialog('delete')}>
          Delete
        </MenuItem>
      </GroupHeading>
      {children}
      {dialog === 'edit' && editor(close)}
      {dialog === 'delete' && (
        <ConfirmDialog title={`Delete ${name}`} verb={`Delete ${noun}`} onConfirm={confirm} onClose={close}>
          {loss}
        </ConfirmDialog>
      )}
    </>
  )
}

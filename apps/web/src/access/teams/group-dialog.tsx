import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toast } from '../../kit/index.ts'
import { accessKey } from '../access-queries.ts'
import { NameDialog } from '../page/name-dialog.tsx'

interface Described {
  name: string
  description: string | null
}

interface GroupDialogProps {
  /** `team`. */
  noun: string
  /** Undefined: a new one. */
  group: Described | undefined
  /** Rejects with what the API refused. */
  save: (value: Described) => Promise<{ id: string; name: string }>
  onClose: () => void
  onSaved: ((id: string) => void) | undefined
  /** Further controls. */
  children?: ReactNode
}

/** Makes a team or territory, or edits one. */
export function GroupDialog({ noun, group, save, onClose, onSaved, children }: GroupDialogProps) {
  const client = useQueryClient()
  const keep = async (value: Described) => {
    const saved = await save(value)
    await client.invalidateQueries({ queryKey: accessKey })
    toast({ title: group === undefined ? `${saved.name} is a ${noun} now` : `${saved.name} was changed` })
    onSaved?.(saved.id)
  }
  return (
    <NameDialog
      title={group === undefined ? `New ${noun}` : `Edit ${group.name}`}
      verb={group === undefined ? `Create ${noun}` : 'Save changes'}
      {...(group !== undefined && { value: group })}
      onSave={keep}
      onClose={onClose}
    >
      {children}
    </NameDialog>
  )
}

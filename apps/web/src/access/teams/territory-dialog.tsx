import { useQueryClient } from '@tanstack/react-query'
import { toast } from '../../kit/index.ts'
import { groupsApi } from '../access-api.ts'
import { accessKey } from '../access-queries.ts'
import { NameDialog } from '../page/name-dialog.tsx'
import type { Territory } from '../types.ts'

export function TerritoryDialog({
  territory,
  onClose,
  onSaved,
}: {
  territory?: Territory
  onClose: () => void
  onSaved?: (id: string) => void
}) {
  const client = useQueryClient()
  const save = async (body: { name: string; description: string | null }) => {
    const saved = territory === undefined ? await groupsApi.territories.create(body) : await groupsApi.territories.change(territory, body)
    await client.invalidateQueries({ queryKey: accessKey })
    toast({ title: territory === undefined ? `${saved.name} is a territory now` : `${saved.name} was changed` })
    onSaved?.(saved.id)
  }
  return (
    <NameDialog
      title={territory === undefined ? 'New territory' : `Edit ${territory.name}`}
      verb={territory === undefined ? 'Create territory' : 'Save changes'}
      {...(territory !== undefined && { value: territory })}
      onSave={save}
      onClose={onClose}
    />
  )
}

import { groupsApi } from '../access-api.ts'
import type { Territory } from '../types.ts'
import { GroupDialog } from './group-dialog.tsx'

interface TerritoryDialogProps {
  territory?: Territory
  onClose: () => void
  onSaved?: (id: string) => void
}

export function TerritoryDialog({ territory, onClose, onSaved }: TerritoryDialogProps) {
  return (
    <GroupDialog
      noun="territory"
      group={territory}
      save={(body) => (territory === undefined ? groupsApi.territories.create(body) : groupsApi.territories.change(territory, body))}
      onClose={onClose}
      onSaved={onSaved}
    />
  )
}

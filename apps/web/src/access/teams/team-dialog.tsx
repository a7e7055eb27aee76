import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox, Field } from '../../kit/index.ts'
import { groupsApi } from '../access-api.ts'
import { teamsQuery } from '../access-queries.ts'
import type { Team } from '../types.ts'
import { GroupDialog } from './group-dialog.tsx'

const nothing = 'nothing'

interface TeamDialogProps {
  team?: Team
  onClose: () => void
  onSaved?: (id: string) => void
}

export function TeamDialog({ team, onClose, onSaved }: TeamDialogProps) {
  const teams = useQuery(teamsQuery).data ?? []
  const [parentId, setParentId] = useState(team?.parentId ?? null)
  const below = team === undefined ? new Set<string>() : subteams(teams, team.id)
  return (
    <GroupDialog
      noun="team"
      group={team}
      save={(value) => {
        const body = { ...value, parentId }
        return team === undefined ? groupsApi.teams.create(body) : groupsApi.teams.change(team, body)
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      <Field label="Part of" hint="Its people have the roles of that team too.">
        {(control) => (
          <Combobox
            id={control.id}
            value={parentId ?? nothing}
            onChange={(value) => setParentId(value === nothing ? null : value)}
            options={[
              { value: nothing, label: 'No other team' },
              ...teams.filter((other) => !below.has(other.id)).map((other) => ({ value: other.id, label: other.name })),
            ]}
            placeholder="Find a team"
          />
        )}
      </Field>
    </GroupDialog>
  )
}

function subteams(teams: readonly Team[], id: string): Set<string> {
  const found = new Set([id])
  for (const one of found) for (const team of teams) if (team.parentId === one) found.add(team.id)
  return found
}

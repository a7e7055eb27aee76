import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox, Field, toast } from '../../kit/index.ts'
import { groupsApi } from '../access-api.ts'
import { accessKey, teamsQuery } from '../access-queries.ts'
import { NameDialog } from '../page/name-dialog.tsx'
import type { Team } from '../types.ts'

const nothing = 'nothing'

export function TeamDialog({ team, onClose, onSaved }: { team?: Team; onClose: () => void; onSaved?: (id: string) => void }) {
  const client = useQueryClient()
  const teams = useQuery(teamsQuery).data ?? []
  const [parentId, setParentId] = useState(team?.parentId ?? null)
  const below = team === undefined ? new Set<string>() : subteams(teams, team.id)
  const save = async (value: { name: string; description: string | null }) => {
    const body = { ...value, parentId }
    const saved = team === undefined ? await groupsApi.teams.create(body) : await groupsApi.teams.change(team, body)
    await client.invalidateQueries({ queryKey: accessKey })
    toast({ title: team === undefined ? `${saved.name} is a team now` : `${saved.name} was changed` })
    onSaved?.(saved.id)
  }
  return (
    <NameDialog
      title={team === undefined ? 'New team' : `Edit ${team.name}`}
      verb={team === undefined ? 'Create team' : 'Save changes'}
      {...(team !== undefined && { value: team })}
      onSave={save}
      onClose={onClose}
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
    </NameDialog>
  )
}

function subteams(teams: readonly Team[], id: string): Set<string> {
  const found = new Set([id])
  for (const one of found) for (const team of teams) if (team.parentId === one) found.add(team.id)
  return found
}

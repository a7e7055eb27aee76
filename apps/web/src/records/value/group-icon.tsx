import { Map, MapPin, UsersRound } from 'lucide-react'

/** What records refer to beside people and records: a team, a territory, a place of the hierarchy. */
export type Group = 'team' | 'territory' | 'node'

export function isGroup(reference: string | undefined): reference is Group {
  return reference === 'team' || reference === 'territory' || reference === 'node'
}

const icons = { team: UsersRound, territory: Map, node: MapPin }

export function GroupIcon({ kind }: { kind: Group }) {
  const Icon = icons[kind]
  return <Icon aria-hidden />
}

import type { Names } from '../model/names.ts'
import { ManyOf } from '../page/many-of.tsx'

const hues: Readonly<Record<string, string>> = { role: 'teal', team: 'blue', member: 'violet', everyone: 'amber' }

interface WhoEditorProps {
  who: readonly string[]
  names: Names
  invalid: boolean
  onChange: (who: string[]) => void
}

/** Roles, teams and people that a rule names. */
export function WhoEditor({ who, names, invalid, onChange }: WhoEditorProps) {
  const choices = (kind: 'role' | 'team' | 'member', note: string) =>
    names.choices(kind).map(({ value, label }) => ({ value: `${kind}:${value}`, label: `${label}${note}` }))
  return (
    <ManyOf
      label="role, team or person"
      values={who}
      options={[
        { value: 'everyone', label: 'Everyone' },
        ...choices('role', ''),
        ...choices('team', ' (team)'),
        ...choices('member', ' (person)'),
      ]}
      nameOf={names.who}
      hueOf={(value) => hues[value.split(':')[0] ?? '']}
      invalid={invalid}
      onChange={(next) => onChange(next.at(-1) === 'everyone' ? ['everyone'] : next.filter((one) => one !== 'everyone'))}
    />
  )
}

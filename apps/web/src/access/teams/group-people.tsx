import { Section } from '../page/section.tsx'
import { countOf } from '../../format.ts'
import { PeopleList } from '../page/people-list.tsx'
import { PersonPicker } from '../page/person-picker.tsx'
import { useChange } from '../page/use-change.ts'

interface GroupPeopleProps {
  group: { id: string; name: string }
  title?: string
  people: readonly { memberId: string; lead?: boolean }[]
  denied: string | undefined
  /** Where one can lead. */
  leads?: boolean
  empty: string
  put: (id: string, memberId: string, body?: { lead: boolean }) => Promise<unknown>
  take: (id: string, memberId: string) => Promise<unknown>
}

/** Who is in a group, with adding and taking out. */
export function GroupPeople({ group, title = 'People', people, denied, leads = false, empty, put, take }: GroupPeopleProps) {
  const change = useChange()
  const add = (memberId: string, name: string) =>
    change({
      run: () => put(group.id, memberId, leads ? { lead: false } : undefined),
      undo: () => take(group.id, memberId),
      done: `${name} is in ${group.name} now`,
      failed: `${name} was not added`,
    })
  const remove = (memberId: string, name: string) => {
    const lead = people.find((person) => person.memberId === memberId)?.lead
    return change({
      run: () => take(group.id, memberId),
      undo: () => put(group.id, memberId, lead === undefined ? undefined : { lead }),
      done: `${name} is no longer in ${group.name}`,
      failed: `${name} stays in ${group.name}`,
    })
  }
  const lead = (memberId: string, name: string, leading: boolean) =>
    change({
      run: () => put(group.id, memberId, { lead: leading }),
      undo: () => put(group.id, memberId, { lead: !leading }),
      done: leading ? `${name} leads ${group.name} now` : `${name} no longer leads ${group.name}`,
      failed: `${name} was not changed`,
    })
  return (
    <div className="px-4 pb-4">
      <Section
        title={title}
        note={countOf(people.length, 'person', 'people')}
        flush
        action={
          <PersonPicker
            without={people.map((person) => person.memberId)}
            denied={denied}
            onChoose={(memberId, name) => void add(memberId, name)}
          />
        }
      >
        {people.length === 0 ? (
          <p className="px-4 py-6 text-center text-sm text-pretty text-muted">{empty}</p>
        ) : (
          <PeopleList
            people={people}
            denied={denied}
            onRemove={(memberId, name) => void remove(memberId, name)}
            {...(leads && { onLead: (memberId, name, leading) => void lead(memberId, name, leading) })}
          />
        )}
      </Section>
    </div>
  )
}

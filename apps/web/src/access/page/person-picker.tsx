import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Avatar, Button, OptionList, Popover, PopoverContent, PopoverTrigger } from '../../kit/index.ts'
import { membersQuery } from '../../queries.ts'

interface PersonPickerProps {
  /** Ids of those who are there already. */
  without: readonly string[]
  denied: string | undefined
  onChoose: (memberId: string, name: string) => void
}

/** A button that opens the list of everybody else. */
export function PersonPicker({ without, denied, onChoose }: PersonPickerProps) {
  const [open, setOpen] = useState(false)
  const members = useQuery(membersQuery).data ?? []
  const others = members.filter((member) => !without.includes(member.id) && member.status !== 'disabled')
  const button = (
    <Button size="sm" denied={denied}>
      <UserPlus /> Add person
    </Button>
  )
  if (denied !== undefined) return button
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent aria-label="Add person" className="w-72 p-0" align="end">
        <OptionList
          options={others.map((member) => ({ value: member.id, label: member.name, icon: <Avatar name={member.name} size="sm" /> }))}
          placeholder="Find a person"
          empty="Everybody is in already"
          onChoose={(id) => {
            setOpen(false)
            onChoose(id, others.find((member) => member.id === id)?.name ?? '')
          }}
        />
      </PopoverContent>
    </Popover>
  )
}

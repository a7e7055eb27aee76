import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { classes } from './classes.ts'
import { controlClasses } from './input.tsx'
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx'
import type { Option } from './select.tsx'

export const commandItemClasses =
  'flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-[selected=true]:bg-hover data-[disabled=true]:opacity-50 max-sm:min-h-11'

interface OptionListProps {
  options: readonly Option[]
  value?: string | undefined
  onChoose: (value: string) => void
  /** Given: the caller searches (a server), and `options` are its answer. Absent: typing filters here. */
  onSearch?: (text: string) => void
  searching?: boolean
  placeholder?: string
  empty?: ReactNode
  /** Stands in the search line from the beginning: what was typed to open the list. */
  initialText?: string | undefined
  /** Offered after the options when something was typed: "Create …". */
  onCreate?: (text: string) => void
}

/** A search line above options; what a Combobox opens, and what a cell editor or a filter shows in a popover of its own. */
export function OptionList({
  options,
  value,
  onChoose,
  onSearch,
  searching = false,
  placeholder = 'Search',
  empty = 'Nothing found',
  initialText = '',
  onCreate,
}: OptionListProps) {
  const [text, setText] = useState(initialText)
  const typed = (next: string) => {
    setText(next)
    onSearch?.(next)
  }
  return (
    <Command shouldFilter={onSearch === undefined} className="flex min-h-0 flex-col" label={placeholder}>
      <Command.Input
        value={text}
        onValueChange={typed}
        placeholder={placeholder}
        autoFocus
        className="h-9 w-full border-b border-line bg-transparent px-3 text-sm outline-none max-sm:h-11 max-sm:text-lg"
      />
      <Command.List className="max-h-72 overflow-y-auto overscroll-contain p-1" aria-busy={searching}>
        {!searching && <Command.Empty className="px-2 py-3 text-sm text-muted">{empty}</Command.Empty>}
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label]}
            onSelect={() => onChoose(option.value)}
            className={commandItemClasses}
          >
            {option.icon}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.value === value && <Check className="text-accent-text" />}
          </Command.Item>
        ))}
        {onCreate !== undefined && text.trim() !== '' && (
          <Command.Item value={`create ${text}`} forceMount onSelect={() => onCreate(text.trim())} className={commandItemClasses}>
            Create “{text.trim()}”
          </Command.Item>
        )}
      </Command.List>
    </Command>
  )
}

interface ComboboxProps extends Omit<OptionListProps, 'onChoose' | 'placeholder'> {
  onChange: (value: string) => void
  placeholder?: string
  /** What the closed control shows, when `value` is not among `options`. */
  shown?: string | undefined
  label?: string
  id?: string
  className?: string
  'aria-invalid'?: true | undefined
  'aria-describedby'?: string | undefined
}

/** One of many, found by typing. */
export function Combobox({ onChange, shown, label, id, className, placeholder = 'Choose', ...list }: ComboboxProps) {
  const [open, setOpen] = useState(false)
  const chosen = list.options.find((option) => option.value === list.value)
  const text = chosen?.label ?? shown
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-invalid={list['aria-invalid']}
          aria-describedby={list['aria-describedby']}
          aria-label={label === undefined ? undefined : `${label}: ${text ?? placeholder}`}
          className={classes(controlClasses, 'flex h-8 items-center gap-2 px-2.5 text-left text-sm max-sm:h-10', className)}
        >
          {chosen?.icon}
          <span className={classes('min-w-0 flex-1 truncate', text === undefined && 'text-faint')}>{text ?? placeholder}</span>
          <ChevronDown className="text-muted" aria-hidden />
        </button>
      </PopoverTrigger>
      <PopoverContent className="w-(--radix-popover-trigger-width) min-w-60 p-0">
        <OptionList
          {...list}
          onChoose={(value) => {
            onChange(value)
            setOpen(false)
          }}
          {...(list.onCreate && {
            onCreate: (text) => {
              list.onCreate?.(text)
              setOpen(false)
            },
          })}
        />
      </PopoverContent>
    </Popover>
  )
}

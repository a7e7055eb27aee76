import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type Option, OptionList, Popover, PopoverContent, PopoverTrigger, Tag, classes } from '../../kit/index.ts'

interface ManyOfProps {
  /** `Person`: the button reads `Add person`, the list is called so. */
  label: string
  values: readonly string[]
  options: readonly Option[]
  onChange: (values: string[]) => void
  /** How a value reads that is not among the options. */
  nameOf?: (value: string) => string
  hueOf?: (value: string) => string | undefined
  invalid?: boolean
  empty?: ReactNode
  disabled?: boolean
  /** So many stay: the last of them cannot be taken out. */
  atLeast?: number
}

/** Several of many, as tags with a way to add and to take out. */
export function ManyOf({
  label,
  values,
  options,
  onChange,
  nameOf,
  hueOf,
  invalid = false,
  empty,
  disabled = false,
  atLeast = 0,
}: ManyOfProps) {
  const [open, setOpen] = useState(false)
  const left = options.filter((option) => !values.includes(option.value))
  const named = (value: string) => options.find((option) => option.value === value)?.label ?? nameOf?.(value) ?? value
  return (
    <div className={classes('flex min-h-8 flex-wrap items-center gap-1', invalid && 'rounded-md outline-2 outline-offset-2 outline-red')}>
      {values.map((value) => (
        <Tag
          key={value}
          hue={hueOf?.(value) ?? 'grey'}
          className="h-7 px-2 text-sm"
          {...(!disabled && values.length > atLeast && { onRemove: () => onChange(values.filter((other) => other !== value)) })}
        >
          {named(value)}
        </Tag>
      ))}
      {!disabled && left.length > 0 && (
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger asChild>
            <button
              type="button"
              aria-label={`Add ${label}`}
              className="flex h-7 items-center gap-1 rounded-sm px-1.5 text-sm text-muted hover:bg-hover hover:text-ink"
            >
              <Plus /> {values.length === 0 && <span>{empty ?? `Add ${label}`}</span>}
            </button>
          </PopoverTrigger>
          <PopoverContent aria-label={`Add ${label}`} className="w-72 p-0">
            <OptionList
              options={left}
              placeholder={`Find ${label}`}
              onChoose={(value) => {
                onChange([...values, value])
                if (left.length === 1) setOpen(false)
              }}
            />
          </PopoverContent>
        </Popover>
      )}
    </div>
  )
}

import { ChevronDown } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import { controlClasses } from './input.tsx'
import { Menu, MenuChoice, MenuContent, MenuTrigger } from './menu.tsx'

export interface Option<V extends string = string> {
  value: V
  label: string
  icon?: ReactNode
}

interface SelectProps<V extends string> {
  value: V | undefined
  options: readonly Option<V>[]
  onChange: (value: V) => void
  placeholder?: string
  /** When no <Field> names it. */
  label?: string
  id?: string
  disabled?: boolean
  className?: string
  'aria-invalid'?: true | undefined
  'aria-describedby'?: string | undefined
}

/** One of a few. Typing jumps to an option. For many use Combobox. */
export function Select<V extends string>({ value, options, onChange, placeholder = 'Choose', label, className, ...rest }: SelectProps<V>) {
  const chosen = options.find((option) => option.value === value)
  const valueId = useId()
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          aria-label={label === undefined ? undefined : `${label}: ${chosen?.label ?? placeholder}`}
          className={classes(controlClasses, 'flex h-8 items-center gap-2 px-2.5 text-left text-sm max-sm:h-10', className)}
          {...rest}
        >
          {chosen?.icon}
          <span id={valueId} className={classes('min-w-0 flex-1 truncate', chosen === undefined && 'text-faint')}>
            {chosen?.label ?? placeholder}
          </span>
          <ChevronDown className="text-muted" aria-hidden />
        </button>
      </MenuTrigger>
      <MenuContent className="max-h-80 min-w-(--radix-dropdown-menu-trigger-width)">
        <Radix.Group>
          {options.map((option) => (
            <MenuChoice key={option.value} chosen={option.value === value} icon={option.icon} onSelect={() => onChange(option.value)}>
              {option.label}
            </MenuChoice>
          ))}
        </Radix.Group>
      </MenuContent>
    </Menu>
  )
}

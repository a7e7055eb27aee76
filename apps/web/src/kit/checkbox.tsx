import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { classes } from './classes.ts'

interface CheckboxProps {
  checked: boolean | 'indeterminate'
  onChange: (checked: boolean) => void
  label: string
  id?: string
  /** -1 where the keyboard has another way to it. */
  tabIndex?: number
  className?: string
}

/** `label` is for the ear; write the visible one beside it with `id`. */
export function Checkbox({ checked, onChange, label, id, tabIndex, className }: CheckboxProps) {
  return (
    <Radix.Root
      id={id}
      tabIndex={tabIndex}
      aria-label={label}
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      className={classes(
        'flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-raised data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        className,
      )}
    >
      <Radix.Indicator className="text-on-accent">
        {checked === 'indeterminate' ? <Minus className="size-3! stroke-3!" /> : <Check className="size-3! stroke-3!" />}
      </Radix.Indicator>
    </Radix.Root>
  )
}

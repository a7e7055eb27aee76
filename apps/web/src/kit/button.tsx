import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'
import { refusalOf, type Denied } from './refusal.ts'
import { Tooltip } from './tooltip.tsx'

type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
type ButtonSize = 'sm' | 'md' | 'lg'

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-raised text-ink hover:bg-hover',
  ghost: 'text-ink hover:bg-hover data-[state=open]:bg-hover',
  danger: 'bg-red-fill text-[#fff] hover:brightness-95',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2 gap-1.5 max-sm:h-9',
  md: 'h-8 px-3 gap-2 max-sm:h-10',
  lg: 'h-10 px-4 gap-2 text-base',
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Why this cannot be done now. The button stays reachable and says so; pressed, it tells more. */
  denied?: Denied
  /** The work is under way; further presses do nothing. */
  busy?: boolean
}

/** Says with a verb what happens. A denied one keeps the focus and tells the reason to eye and ear. */
export function Button({
  variant = 'secondary',
  size = 'md',
  denied,
  busy = false,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const refusal = refusalOf(denied)
  const still = refusal !== undefined || busy
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (still) event.preventDefault()
    else onClick?.(event)
    refusal?.explain?.(event.currentTarget)
  }
  const button = (
    <button
      type={type}
      aria-disabled={still || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      className={classes(
        'inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md text-sm font-medium transition-colors select-none disabled:opacity-50',
        variants[variant],
        sizes[size],
        denied !== undefined && 'opacity-50',
        busy && 'animate-glow',
        className,
      )}
      {...rest}
    />
  )
  return refusal === undefined ? button : <Tooltip content={refusal.tip ?? refusal.text}>{button}</Tooltip>
}

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label'> {
  label: string
  icon: ReactNode
  shortcut?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
}

/** A button that shows an icon alone; its label is its tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  side = 'bottom',
  size = 'md',
  variant = 'ghost',
  className,
  denied,
  ...rest
}: IconButtonProps) {
  const refusal = refusalOf(denied)
  const content = refusal?.tip ?? (
    <span className="flex items-center gap-2">
      {refusal?.text ?? label}
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </span>
  )
  return (
    <Tooltip content={content} side={side}>
      <Button
        aria-label={label}
        variant={variant}
        size={size}
        className={classes(
          'p-0 text-muted hover:text-ink',
          size === 'sm' ? 'w-7 max-sm:w-9' : size === 'md' ? 'w-8 max-sm:w-10' : 'w-10',
          refusal !== undefined && 'opacity-50',
          className,
        )}
        {...rest}
        {...(refusal !== undefined && { 'aria-disabled': true, onClick: (event) => refusal.explain?.(event.currentTarget) })}
      >
        {icon}
      </Button>
    </Tooltip>
  )
}

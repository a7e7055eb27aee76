import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** One sentence under the title. */
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the verb last. */
  actions?: ReactNode
  width?: 'sm' | 'md' | 'lg'
}

/** Into the first control that asks for it, else onto the dialog: on its close button it would show that button's tooltip. */
function focusDialog(event: Event): void {
  event.preventDefault()
  const dialog = event.currentTarget
  if (dialog instanceof HTMLElement && !dialog.contains(document.activeElement)) dialog.focus({ preventScroll: true })
}

/** Messages lie over the dialog and belong to it: pressing Undo there leaves it open. */
function keepForMessages(event: Event): void {
  if (event.target instanceof Element && event.target.closest('[data-message]') !== null) event.preventDefault()
}

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' }

/** Holds the focus and gives it back. Its backdrop is its own: Radix's locks scrolling by a style element, which the policy forbids. */
export function Dialog({ open, onOpenChange, title, description, children, actions, width = 'md' }: DialogProps) {
  // Known before a control inside takes the focus; a dialog opened by a key has no trigger that could get it back.
  const opener = useRef<Element | null>(null)
  if (!open) opener.current = null
  else opener.current ??= document.activeElement
  const giveBack = (event: Event) => {
    event.preventDefault()
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true })
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className="fixed inset-0 z-50 grid items-end overflow-y-auto bg-backdrop animate-fade sm:items-start sm:justify-items-center sm:px-4 sm:py-[12vh]">
          <Radix.Content
            onInteractOutside={keepForMessages}
            onOpenAutoFocus={focusDialog}
            onCloseAutoFocus={giveBack}
            {...(description === undefined && { 'aria-describedby': undefined })}
            className={classes(
              'w-full rounded-t-lg border border-line bg-raised shadow-sheet animate-rise focus:outline-none sm:rounded-lg',
              widths[width],
            )}
          >
            <header className="flex items-start gap-4 px-5 pt-4 pb-1">
              <div className="min-w-0 flex-1">
                <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
                {description !== undefined && <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>}
              </div>
              <Radix.Close asChild>
                <IconButton label="Close" size="sm" icon={<X />} className="-mr-1.5" />
              </Radix.Close>
            </header>
            {children !== undefined && <div className="px-5 py-3">{children}</div>}
            {actions !== undefined && (
              <footer className="flex justify-end gap-2 px-5 pt-2 pb-4 max-sm:pb-[calc(1rem+env(safe-area-inset-bottom))]">
                {actions}
              </footer>
            )}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

interface FieldControl {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
  'aria-required': true | undefined
}

export interface FieldProps {
  label: string
  error?: string | undefined
  hint?: ReactNode
  required?: boolean
  /** Gets what ties the control to its label and its error. */
  children: (control: FieldControl) => ReactNode
}

/** A control with its label above and its error beside it, never in a toast. */
export function Field({ label, error, hint, required = false, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const noted = error !== undefined || hint !== undefined
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': noted ? noteId : undefined,
        'aria-required': required || undefined,
      })}
      {error !== undefined ? (
        <p id={noteId} role="alert" className="flex items-start gap-1.5 text-xs text-red">
          <CircleAlert className="mt-px size-3.5!" aria-hidden />
          <span>{error}</span>
        </p>
      ) : (
        hint !== undefined && (
          <p id={noteId} className="text-xs text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

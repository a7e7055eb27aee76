import { CalendarDays } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { FieldMeta } from '../../api-types.ts'
import { IconButton, classes } from '../../kit/index.ts'
import { isNumeric, type FieldValue } from '../model/metadata.ts'
import { editableText, parseValue } from '../model/values.ts'

/** Where the focus goes when an editor is done: on this cell, or to the next or the one before. */
export type Onward = 'stay' | 'next' | 'previous'

export interface TextEditorProps {
  field: FieldMeta
  value: FieldValue
  currency: string
  /** Begins with this instead of the present value: what was typed on the cell, or what the server refused. */
  text?: string | undefined
  /** Why the server refused it. */
  problem?: string | undefined
  onDone: (value: FieldValue, onward: Onward) => void
  onCancel: () => void
  className?: string
}

/** A line (or lines) of text in place of the value. Enter saves, Tab saves and goes on, Esc reverts, leaving saves. */
export function TextEditor({ field, value, currency, text: begin, problem, onDone, onCancel, className }: TextEditorProps) {
  const [text, setText] = useState(begin ?? editableText(field, value, currency))
  const [message, setMessage] = useState(problem)
  const messageId = useId()
  const ended = useRef(false)

  const finish = (onward: Onward) => {
    const parsed = parseValue(field, text, currency)
    if (!parsed.ok) return setMessage(parsed.message)
    ended.current = true
    onDone(parsed.value, onward)
  }
  const revert = () => {
    ended.current = true
    onCancel()
  }
  const press = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') revert()
    else if (event.key === 'Tab') finish(event.shiftKey ? 'previous' : 'next')
    else if (event.key === 'Enter' && !(field.type === 'longText' && event.shiftKey)) finish('stay')
    else return
    event.preventDefault()
  }
  const leave = () => {
    if (ended.current) return
    // Left with something that cannot be saved: the value stands as it was, rather than a cell that holds the page up.
    if (parseValue(field, text, currency).ok) finish('stay')
    else revert()
  }
  const shared = {
    'aria-label': field.label,
    'aria-invalid': message === undefined ? undefined : (true as const),
    'aria-describedby': message === undefined ? undefined : messageId,
    value: text,
    autoFocus: true,
    dir: 'auto',
    maxLength: field.maxLength,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value)
      setMessage(undefined)
    },
    onKeyDown: press,
    onBlur: leave,
    className: classes(
      'w-full bg-raised text-sm text-ink outline-2 -outline-offset-2 outline-accent aria-invalid:outline-red max-sm:text-lg',
      className,
    ),
  }
  return (
    <span className="relative block h-full w-full">
      {field.type === 'longText' ? (
        <LongInput shared={shared} />
      ) : (
        <LineInput
          shared={shared}
          numeric={isNumeric(field.type)}
          selectAll={begin === undefined}
          hint={field.type === 'date' ? '2026-03-31, +7, tomorrow' : undefined}
        />
      )}
      {field.type === 'date' && (
        <DayPicker
          value={typeof value === 'string' ? value : ''}
          onPick={(day) => {
            ended.current = true
            onDone(day === '' ? null : day, 'stay')
          }}
        />
      )}
      {message !== undefined && (
        <span
          id={messageId}
          role="alert"
          className="absolute top-full left-0 z-30 mt-1 w-max max-w-72 rounded-md border border-red bg-red-soft px-2 py-1 text-xs text-red shadow-pop"
        >
          {message}
        </span>
      )}
    </span>
  )
}

type Shared = React.ComponentProps<'input'> & React.ComponentProps<'textarea'>

function LineInput({
  shared,
  numeric,
  selectAll,
  hint,
}: {
  shared: Shared
  numeric: boolean
  selectAll: boolean
  hint: string | undefined
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (selectAll) input.current?.select()
  }, [selectAll])
  return (
    <input
      ref={input}
      {...shared}
      placeholder={hint}
      inputMode={numeric ? 'decimal' : undefined}
      className={classes(shared.className, 'h-full px-2', numeric && 'text-right tabular')}
    />
  )
}

function LongInput({ shared }: { shared: Shared }) {
  return (
    <textarea
      {...shared}
      rows={6}
      className={classes(shared.className, 'absolute inset-x-0 top-0 z-20 min-h-32 rounded-md px-2 py-1.5 shadow-pop')}
    />
  )
}

/** The browser's own calendar, for those who would rather point. */
function DayPicker({ value, onPick }: { value: string; onPick: (day: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <span className="absolute inset-y-0 right-0.5 flex items-center" onMouseDown={(event) => event.preventDefault()}>
      <input
        ref={input}
        type="date"
        tabIndex={-1}
        aria-hidden
        defaultValue={value}
        onChange={(event) => onPick(event.target.value)}
        className="pointer-events-none absolute inset-0 opacity-0"
      />
      <IconButton
        label="Choose in a calendar"
        size="sm"
        tabIndex={-1}
        icon={<CalendarDays />}
        onClick={() => input.current?.showPicker()}
      />
    </span>
  )
}

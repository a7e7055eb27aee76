import { useEffect, useRef, useState } from 'react'
import { Button, classes } from '../../kit/index.ts'
import { lineOf, syntaxProblem } from '../model/json-place.ts'
import { segmentsOf } from '../page/problems.tsx'
import type { DraftProblem } from '../types.ts'

interface CodeEditorProps {
  label: string
  /** What is edited; shown with two spaces of indentation until somebody writes. */
  value: unknown
  /** With paths from `value`. */
  problems: readonly DraftProblem[]
  denied: string | undefined
  /** Why a value cannot be taken over, in a sentence; undefined where it can. */
  check?: (value: unknown) => string | undefined
  /** Whatever JSON was written; what is wrong with it comes back in `problems`. */
  onChange: (value: unknown) => void
}

/** Long enough that a word typed at speed is read once: a large policy takes a tenth of a second. */
const pause = 250
const lineHeight = 20

/** JSON as text, with line numbers and with each mistake at its line. */
export function CodeEditor({ label, value, problems, denied, check, onChange }: CodeEditorProps) {
  const [text, setText] = useState(() => written(value))
  const [wrong, setWrong] = useState<{ line: number; message: string }>()
  const [scrolled, setScrolled] = useState(0)
  const area = useRef<HTMLTextAreaElement>(null)
  const read = (next: string) => {
    try {
      const parsed: unknown = JSON.parse(next)
      const message = check?.(parsed)
      setWrong(message === undefined ? undefined : { line: 1, message })
      if (message === undefined) onChange(parsed)
    } catch (error) {
      setWrong(syntaxProblem(next, error))
    }
  }
  const { later, now } = usePause(pause)
  const write = (next: string) => {
    setText(next)
    later(() => read(next))
  }
  const marked = wrong === undefined ? problems.map(({ path, message }) => ({ line: lineOf(text, segmentsOf(path)), message })) : [wrong]
  const lines = text.split('\n').length
  const first = Math.floor(scrolled / lineHeight)
  const goTo = (line: number) => {
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    area.current?.focus()
    area.current?.setSelectionRange(start, start + (text.split('\n')[line - 1]?.length ?? 0))
    area.current?.scrollTo({ top: (line - 4) * lineHeight })
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {marked.length > 0 && (
        <ul role="alert" className="max-h-32 shrink-0 overflow-y-auto border-b border-line bg-red-soft px-4 py-2 text-sm text-red">
          {marked.map((problem, at) => (
            <li key={at}>
              <button type="button" className="text-left hover:underline" onClick={() => goTo(problem.line)}>
                Line {problem.line}: {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="relative flex min-h-64 flex-1 overflow-hidden font-mono text-xs leading-5">
        <Gutter first={first} count={Math.min(lines - first, 120)} offset={first * lineHeight - scrolled} marked={marked} />
        <textarea
          ref={area}
          aria-label={label}
          value={text}
          readOnly={denied !== undefined}
          spellCheck={false}
          wrap="off"
          onChange={(event) => write(event.target.value)}
          onBlur={now}
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
          className="min-w-0 flex-1 resize-none bg-transparent px-3 py-2 font-mono text-xs leading-5 outline-none focus-visible:outline-none [font-variant-ligatures:none]"
        />
      </div>
      {wrong !== undefined && (
        <div className="flex shrink-0 items-center gap-3 border-t border-line px-4 py-2 text-sm text-muted">
          What you wrote stays here and is not in the draft until it is JSON.
          <Button
            size="sm"
            className="ml-auto"
            onClick={() => {
              setText(written(value))
              setWrong(undefined)
            }}
          >
            Back to the draft
          </Button>
        </div>
      )}
    </div>
  )
}

interface GutterProps {
  /** From 0. */
  first: number
  count: number
  /** Pixels by which the first line is out of view, negative. */
  offset: number
  marked: readonly { line: number }[]
}

/** Only the numbers in view: a box for each of ten thousand lines would make every key press slow. */
function Gutter({ first, count, offset, marked }: GutterProps) {
  return (
    <div aria-hidden className="w-12 shrink-0 overflow-hidden border-r border-line bg-sunken py-2 text-right text-faint select-none">
      <div style={{ transform: `translateY(${offset}px)` }}>
        {Array.from({ length: count }, (_, at) => first + at + 1).map((line) => (
          <div key={line} className={classes('h-5 pr-2', marked.some((mark) => mark.line === line) && 'bg-red-soft font-medium text-red')}>
            {line}
          </div>
        ))}
      </div>
    </div>
  )
}

/** Runs the last thing that was asked for after a pause; at once when told to, or when the page goes away. */
function usePause(milliseconds: number): { later: (run: () => void) => void; now: () => void } {
  const waiting = useRef<{ run: () => void; timer: ReturnType<typeof setTimeout> }>(undefined)
  const now = () => {
    const held = waiting.current
    waiting.current = undefined
    if (held === undefined) return
    clearTimeout(held.timer)
    held.run()
  }
  const later = (run: () => void) => {
    clearTimeout(waiting.current?.timer)
    waiting.current = { run, timer: setTimeout(now, milliseconds) }
  }
  const latest = useRef(now)
  useEffect(() => () => latest.current(), [])
  return { later, now }
}

const order = [
  'roles',
  'rules',
  'settings',
  'id',
  'key',
  'name',
  'effect',
  'who',
  'permissions',
  'fields',
  'when',
  'at',
  'attribute',
  'operator',
  'value',
]

/** With members in the order in which one reads a rule; the database keeps them in its own. */
function written(value: unknown): string {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  const tidy = (_: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => place(a) - place(b)))
      : part
  return JSON.stringify(value, tidy, 2)
}

import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { Input } from '../../kit/index.ts'

interface TextFilterProps {
  ref: RefObject<HTMLInputElement | null>
  label: string
  value: string
  onChange: (text: string) => void
  /** Enter, arrow down or Esc: the keyboard goes on to the rows. */
  onLeave: () => void
}

/** Long enough not to ask at every key, short enough not to be noticed. */
const settleMilliseconds = 150

export function TextFilter({ ref, label, value, onChange, onLeave }: TextFilterProps) {
  const [text, setText] = useState(value)
  const asked = useRef(value)
  // The address changed by another way: back, a link.
  useEffect(() => {
    if (value !== asked.current) setText(value)
    asked.current = value
  }, [value])
  const ask = (next: string) => {
    asked.current = next.trim()
    onChange(next.trim())
  }
  useEffect(() => {
    if (text.trim() === asked.current) return
    const timer = setTimeout(() => ask(text), settleMilliseconds)
    return () => clearTimeout(timer)
  })
  return (
    <span className="relative w-52 max-lg:w-40 max-sm:w-full">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-muted" />
      <Input
        ref={ref}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setText('')
            ask('')
          }
          if (event.key === 'Enter') ask(text)
          if (!['Escape', 'Enter', 'ArrowDown'].includes(event.key)) return
          event.preventDefault()
          onLeave()
        }}
        className="h-7 pr-7 pl-7.5"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear the text"
          onClick={() => {
            setText('')
            ask('')
          }}
          className="absolute top-1/2 right-1.5 -translate-y-1/2 rounded-sm p-0.5 text-muted hover:text-ink"
        >
          <X className="size-3.5!" />
        </button>
      )}
    </span>
  )
}

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { Button, IconButton } from './button.tsx'

interface ToastAction {
  label: string
  run: (button: Element) => void
}

export interface ToastContent {
  title: string
  detail?: string | undefined
  tone?: 'done' | 'failed' | 'information'
  /** Undo, most of the time. */
  action?: ToastAction
}

/** What Z presses. */
const undo = 'Undo'

interface ShownToast extends ToastContent {
  id: number
}

interface ToastStore {
  toasts: ShownToast[]
  show: (content: ToastContent) => void
  close: (id: number) => void
}

let lastId = 0

const useToasts = create<ToastStore>()((set) => ({
  toasts: [],
  // Three at a time: more would cover what they are about.
  show: (content) => set((state) => ({ toasts: [...state.toasts.slice(-2), { ...content, id: ++lastId }] })),
  close: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}))

/** A word about an action that has no place of its own to say it. Errors of a field belong to the field. */
export function toast(content: ToastContent): void {
  useToasts.getState().show(content)
}

/** Presses the newest toast's undo; false when there is none. */
export function undoNewest(): boolean {
  const { toasts, close } = useToasts.getState()
  const newest = toasts.findLast((candidate) => candidate.action?.label === undo)
  if (newest?.action === undefined) return false
  close(newest.id)
  newest.action.run(document.body)
  return true
}

export function Toaster() {
  const toasts = useToasts((state) => state.toasts)
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-70 flex flex-col items-center gap-2 md:inset-x-auto md:bottom-4 md:left-1/2 md:w-108 md:-translate-x-1/2"
    >
      {toasts.map((shown) => (
        <ToastCard key={shown.id} shown={shown} />
      ))}
    </section>
  )
}

const icons = {
  done: <CircleCheck className="text-accent-text" />,
  failed: <CircleAlert className="text-red" />,
  information: <Info className="text-blue" />,
}

function ToastCard({ shown }: { shown: ShownToast }) {
  const close = useToasts((state) => state.close)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    // Ten seconds to change one's mind, twelve to read what failed; as long as one likes while pointing at it.
    const timer = setTimeout(() => close(shown.id), shown.tone === 'failed' ? 12_000 : shown.action ? 10_000 : 5_000)
    return () => clearTimeout(timer)
  }, [shown, close, held])
  const { action } = shown
  return (
    <div
      data-message
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full items-start gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-3 shadow-sheet animate-rise"
    >
      <span className="mt-1.5">{icons[shown.tone ?? 'done']}</span>
      <div className="min-w-0 flex-1 py-1">
        <p className="text-sm font-medium text-ink">{shown.title}</p>
        {shown.detail !== undefined && <p className="text-xs text-muted">{shown.detail}</p>}
      </div>
      {action !== undefined && (
        <Button
          size="sm"
          variant="ghost"
          className="text-accent-text"
          onClick={(event) => {
            action.run(event.currentTarget)
            close(shown.id)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" size="sm" side="top" icon={<X />} onClick={() => close(shown.id)} />
    </div>
  )
}

import { type DragEvent, type ReactNode, useId, useState } from 'react'
import { Button, classes, type Denied } from '../kit/index.ts'

interface DropZoneProps {
  icon: ReactNode
  title: string
  /** Endings a file dialog offers. */
  accept: string
  busy: boolean
  denied?: Denied
  onFile: (file: File) => void
}

/** Takes one file, dropped or chosen. */
export function DropZone({ icon, title, accept, busy, denied, onFile }: DropZoneProps) {
  const [over, setOver] = useState(false)
  const id = useId()
  const still = busy || denied !== undefined
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined && !still) onFile(file)
  }
  return (
    <div
      aria-busy={busy}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!still)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        'flex flex-col items-center rounded-lg border border-dashed px-6 py-14 text-center transition-colors',
        over ? 'border-accent bg-accent-soft' : 'border-control bg-sunken',
      )}
    >
      <span className={classes('mb-3 text-accent-text [&_svg]:size-7!', busy && 'animate-glow')}>{icon}</span>
      <p role="status" className="text-lg font-semibold">
        {title}
      </p>
      {busy ? (
        <p className="mt-1 text-sm text-muted">Every row is read once, to see what is in it.</p>
      ) : (
        <>
          <p className="mt-1 mb-4 text-sm text-muted">or</p>
          <input
            id={id}
            type="file"
            accept={accept}
            className="sr-only"
            tabIndex={-1}
            aria-label="File"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file !== undefined) onFile(file)
              event.target.value = ''
            }}
          />
          <Button variant="primary" denied={denied} onClick={() => document.getElementById(id)?.click()}>
            Choose a file
          </Button>
        </>
      )}
    </div>
  )
}

import { useState } from 'react'
import { Button, type Denied, TextArea } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'

interface NoteFormProps {
  label: string
  body: string
  verb: string
  denied?: Denied
  onSave: (body: string) => Promise<void>
  /** Present where there is something to go back to. */
  onCancel?: () => void
}

/** Text with its button; Ctrl-Enter presses it. What is typed stays until it is saved. */
export function NoteForm({ label, body, verb, denied, onSave, onCancel }: NoteFormProps) {
  const [text, setText] = useState(body)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const touched = text.trim() !== '' || onCancel !== undefined
  const save = async () => {
    if (text.trim() === '' || busy) return
    setBusy(true)
    try {
      await onSave(text.trim())
      setText('')
      setProblem(undefined)
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="mt-1.5 mb-3 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextArea
        aria-label={label}
        placeholder="Write a note"
        value={text}
        rows={touched ? 3 : 1}
        dir="auto"
        maxLength={10_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void save()
          }
          if (event.key === 'Escape') {
            event.stopPropagation()
            if (onCancel === undefined) event.currentTarget.blur()
            else onCancel()
          }
        }}
        className={touched ? 'min-h-20' : 'min-h-8'}
      />
      {problem !== undefined && (
        <p role="alert" className="text-xs text-red">
          {problem}
        </p>
      )}
      {touched && (
        <div className="flex justify-end gap-2">
          {onCancel !== undefined && (
            <Button size="sm" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button size="sm" type="submit" variant="primary" busy={busy} denied={denied}>
            {verb}
          </Button>
        </div>
      )}
    </form>
  )
}

import { type ReactNode, useState } from 'react'
import { Button, Dialog } from '../../kit/index.ts'

interface ConfirmDialogProps {
  title: string
  /** What is lost, and what is kept. */
  children: ReactNode
  /** `Delete team`. */
  verb: string
  onConfirm: () => Promise<void>
  onClose: () => void
}

/** Before what hurts and cannot be taken back with a key. */
export function ConfirmDialog({ title, children, verb, onConfirm, onClose }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await onConfirm()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="sm"
      title={title}
      description={children}
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            Cancel
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void confirm()}>
            {verb}
          </Button>
        </>
      }
    />
  )
}

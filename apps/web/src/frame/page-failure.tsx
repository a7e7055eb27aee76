import { Link } from '@tanstack/react-router'
import { CircleAlert, MapPinOff } from 'lucide-react'
import { Button, EmptyState } from '../kit/index.ts'
import { messageOf } from '../problem-notice.ts'

/** In place of a page that could not be shown. */
export function PageFailure({ error, reset }: { error: unknown; reset?: () => void }) {
  return (
    <EmptyState
      className="h-full"
      icon={<CircleAlert />}
      title="This page could not be shown"
      actions={
        <Button
          variant="primary"
          onClick={() => {
            reset?.()
            window.location.reload()
          }}
        >
          Reload
        </Button>
      }
    >
      {messageOf(error)}
    </EmptyState>
  )
}

export function NotFound() {
  return (
    <EmptyState
      className="min-h-full"
      icon={<MapPinOff />}
      title="There is nothing at this address"
      actions={
        <Link to="/" className="text-sm font-medium text-accent-text hover:underline">
          Go home
        </Link>
      }
    >
      It may have been removed, or it belongs to another organization than the one you are in.
    </EmptyState>
  )
}

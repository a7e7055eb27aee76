import { useNavigate } from '@tanstack/react-router'
import { FileUp, Plus, SearchX, Unplug } from 'lucide-react'
import type { ObjectMeta } from '../api-types.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { Button, EmptyState, Kbd } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { messageOf } from '../problem-notice.ts'
import { useRefusal } from '../access-kit/use-refusal.tsx'
import type { ListState } from './model/list-state.ts'

interface NothingHereProps {
  meta: ObjectMeta
  state: ListState
  onClear: () => void
  onCreate: () => void
}

/** No rows: because there are none yet, or because the filter lets none through. */
export function NothingHere({ meta, state, onClear, onCreate }: NothingHereProps) {
  const denied = useRefusal()
  const navigate = useNavigate()
  const plural = meta.pluralLabel.toLowerCase()
  if (state.filters.length > 0 || state.q !== '') {
    return (
      <EmptyState icon={<SearchX />} title={`No ${plural} match`} actions={<Button onClick={onClear}>Clear the filters</Button>}>
        Nothing here fits all of what is asked for.
      </EmptyState>
    )
  }
  if (denied('create', meta.plural) !== undefined && denied('import', meta.plural) !== undefined) {
    return (
      <EmptyState icon={<ObjectIcon icon={meta.icon} />} title={`No ${plural} are open to you`}>
        What others share with you appears here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<ObjectIcon icon={meta.icon} />}
      title={`No ${plural} yet`}
      actions={
        <>
          <Button
            variant="primary"
            denied={denied('import', meta.plural)}
            onClick={() => void navigate({ to: paths.newImport(), search: { object: meta.plural } })}
          >
            <FileUp /> Import {plural}
          </Button>
          <Button denied={denied('create', meta.plural)} onClick={onCreate}>
            <Plus /> New {meta.label.toLowerCase()} <Kbd keys="n" className="text-muted" />
          </Button>
        </>
      }
    >
      Bring them in from a spreadsheet, or write the first one down.
    </EmptyState>
  )
}

export function ListFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <EmptyState
      icon={<Unplug />}
      title="The list could not be read"
      actions={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {messageOf(error)}
    </EmptyState>
  )
}

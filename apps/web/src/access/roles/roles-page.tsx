import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { NotForYou } from '../../frame/not-for-you.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { rolesQuery } from '../access-queries.ts'
import { DraftBar } from '../draft/draft-bar.tsx'
import { type PolicyDesk, usePolicy } from '../draft/use-policy.ts'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import type { RoleOverview } from '../types.ts'
import { ExtentLegend } from './extent-mark.tsx'
import { RoleDialogs, type RoleDialog } from './role-dialogs.tsx'
import { RoleGrid } from './role-grid.tsx'
import { shownRoles } from './shown-roles.ts'

/** Who × what: every role, built-in and of the organization's own, against everything that can be done. */
export function RolesPage() {
  const denied = useDenied()('read', 'policies')
  return denied === undefined ? <Roles /> : <NotForYou title="Roles" reason={denied} />
}

function Roles() {
  const reading = usePolicy()
  const roles = useQuery(rolesQuery)
  const desk = reading?.desk
  const [dialog, setDialog] = useState<RoleDialog>()
  const add = () => {
    if (desk !== undefined && desk.denied === undefined) setDialog({ kind: 'add' })
  }
  useShortcuts('Roles', [{ keys: 'n', label: 'New role', run: add }])
  return (
    <>
      <PageHeader
        title="Roles"
        count={desk === undefined || roles.data === undefined ? undefined : shownRoles(desk, roles.data).length}
        actions={
          <Button variant="primary" denied={desk?.denied} busy={desk === undefined} onClick={add}>
            <Plus /> New role
          </Button>
        }
      />
      {reading !== undefined && reading.desk === undefined && <Unread what="The policy" error={reading.error} retry={reading.retry} />}
      {roles.isError && <Unread what="The roles" error={roles.error} retry={() => void roles.refetch()} />}
      {(reading === undefined || roles.isPending) && <RowsSkeleton rows={10} />}
      {desk !== undefined && roles.data !== undefined && <Shown desk={desk} roles={roles.data} onAsk={setDialog} />}
      {desk !== undefined && dialog !== undefined && <RoleDialogs dialog={dialog} desk={desk} onClose={() => setDialog(undefined)} />}
    </>
  )
}

function Shown({ desk, roles, onAsk }: { desk: PolicyDesk; roles: readonly RoleOverview[]; onAsk: (dialog: RoleDialog) => void }) {
  return (
    <>
      <div className="shrink-0 border-b border-line px-4 py-2 max-sm:px-3">
        <ExtentLegend />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        <RoleGrid desk={desk} roles={shownRoles(desk, roles)} onAsk={onAsk} />
      </div>
      <DraftBar desk={desk} />
    </>
  )
}

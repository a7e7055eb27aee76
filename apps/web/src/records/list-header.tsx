import { Download, Kanban, MoreHorizontal, Plus, Table2 } from 'lucide-react'
import type { RefObject } from 'react'
import { records } from '../api.ts'
import type { Totals } from '../api-types.ts'
import { formatCount } from '../format.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { Button, IconButton, Menu, MenuContent, MenuItem, MenuTrigger, Tabs } from '../kit/index.ts'
import { useRefusal } from '../access-kit/use-refusal.tsx'
import { AddFilter } from './filter/add-filter.tsx'
import { TextFilter } from './filter/text-filter.tsx'
import { ColumnMenu } from './grid/column-menu.tsx'
import type { ColumnControls } from './grid/use-columns.ts'
import type { ListAddress, View } from './list-address.ts'
import type { Filter } from './model/list-state.ts'

export interface FilterOpening {
  readonly open: boolean
  readonly field?: string | undefined
}

interface ListHeaderProps {
  address: ListAddress
  controls: ColumnControls
  totals: Totals | undefined
  search: RefObject<HTMLInputElement | null>
  filtering: FilterOpening
  phone: boolean
  onFiltering: (opening: FilterOpening) => void
  onFilter: (filter: Filter) => void
  /** The keyboard goes on to the rows. */
  onLeave: () => void
}

const views: readonly { value: View; label: string; icon: React.ReactNode }[] = [
  { value: 'table', label: 'Table', icon: <Table2 /> },
  { value: 'board', label: 'Board', icon: <Kanban /> },
]

/** One line: what is shown, in which form, how many; narrowing it; a new one. */
export function ListHeader({ address, controls, totals, search, filtering, phone, onFiltering, onFilter, onLeave }: ListHeaderProps) {
  const { meta, state, view } = address
  const denied = useRefusal()
  const boards = meta.fields.some((field) => field.reference === 'stage')
  const find = (
    <TextFilter
      ref={search}
      label={`Find ${meta.pluralLabel.toLowerCase()}`}
      value={state.q}
      onChange={(q) => address.setState({ ...state, q })}
      onLeave={onLeave}
    />
  )
  return (
    <>
      <PageHeader
        title={meta.pluralLabel}
        count={totals === undefined ? undefined : formatCount(totals.count, totals.capped)}
        actions={
          <>
            {!phone && find}
            <AddFilter
              meta={meta}
              open={filtering.open}
              field={filtering.field}
              filters={state.filters}
              onOpenChange={(open, field) => onFiltering({ open, field })}
              onFilter={onFilter}
              onClosed={onLeave}
            />
            {view === 'table' && !phone && <ColumnMenu meta={meta} controls={controls} />}
            {!phone && <ExportMenu address={address} shown={controls.layout.shown} />}
            <Button
              size="sm"
              variant="primary"
              aria-keyshortcuts="n"
              denied={denied('create', meta.plural)}
              onClick={() => address.create(true)}
            >
              <Plus /> <span className="max-sm:hidden">New {meta.label.toLowerCase()}</span>
            </Button>
          </>
        }
      >
        {boards && (
          <Tabs label="View" value={view} onChange={address.setView} tabs={views.map((tab) => (phone ? { ...tab, label: '' } : tab))} />
        )}
      </PageHeader>
      {phone && <div className="border-b border-line px-3 py-2">{find}</div>}
    </>
  )
}

/** Everything the list shows, all rows, as a file. */
function ExportMenu({ address, shown }: { address: ListAddress; shown: readonly string[] }) {
  const { meta, query } = address
  const denied = useRefusal()('export', meta.plural)
  const download = (format: 'csv' | 'xlsx') =>
    window.location.assign(records(meta.plural).exportUrl({ ...query, format, columns: shown.join(',') }))
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="More" size="sm" icon={<MoreHorizontal />} />
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem icon={<Download />} denied={denied} onSelect={() => download('csv')}>
          Export as CSV
        </MenuItem>
        <MenuItem icon={<Download />} denied={denied} onSelect={() => download('xlsx')}>
          Export for Excel
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

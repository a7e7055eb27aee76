import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import { Popover, PopoverContent, PopoverTrigger, classes } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { effectiveQuery, modelQuery } from '../access-queries.ts'
import { capital, verbOf, verbTitle } from '../model/permissions.ts'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { ExtentLegend, ExtentMark, extentWords } from '../roles/extent-mark.tsx'
import type { AccessResource, Because, EffectiveResource, Extent } from '../types.ts'

const columns = ['read', 'create', 'update', 'delete', 'restore', 'share', 'import', 'export', 'manage'] as const

/** What everything that decides comes to for one person; each cell says which rules made it. */
export function EffectivePermissions({ memberId }: { memberId: string }) {
  const effective = useQuery(effectiveQuery(memberId))
  const model = useQuery(modelQuery)
  return (
    <Section title="What it comes to" note="Press a mark for the reason" flush>
      {(effective.isPending || model.isPending) && <RowsSkeleton rows={8} />}
      {effective.isError && <Unread what="The permissions" error={effective.error} retry={() => void effective.refetch()} />}
      {effective.data !== undefined && model.data !== undefined && (
        <>
          <div className="border-b border-line px-4 py-2">
            <ExtentLegend />
          </div>
          <div className="overflow-x-auto">
            <table aria-label="What the person may do" className="w-full border-separate border-spacing-0 text-sm">
              <thead>
                <tr>
                  <th
                    scope="col"
                    className="sticky left-0 z-10 h-9 min-w-40 border-b border-line bg-raised px-4 text-left text-xs font-medium text-muted"
                  >
                    With
                  </th>
                  {columns.map((action) => (
                    <th key={action} scope="col" className="h-9 border-b border-line px-1 text-center text-xs font-medium text-muted">
                      {verbTitle(action)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {ordered(effective.data.resources, model.data.resources).map(({ resource, own }) => (
                  <ResourceRow key={resource.name} resource={resource} effective={own} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Section>
  )
}

/** Records first, in the order of the model. */
function ordered(effective: readonly EffectiveResource[], resources: readonly AccessResource[]) {
  return resources
    .toSorted((a, b) => Number(b.record != null) - Number(a.record != null))
    .flatMap((resource) => {
      const own = effective.find((one) => one.resource === resource.name)
      return own === undefined ? [] : [{ resource, own }]
    })
}

function ResourceRow({ resource, effective }: { resource: AccessResource; effective: EffectiveResource }) {
  const [open, setOpen] = useState(false)
  const fields = Object.entries(effective.fields)
  const limited = fields.filter(([, field]) => field.read !== 'all' || field.write !== 'all').length
  return (
    <>
      <tr className="group">
        <th scope="row" className="sticky left-0 z-10 h-9 border-b border-line bg-raised px-1 text-left font-medium group-hover:bg-hover">
          {fields.length === 0 ? (
            <span className="pl-9">{capital(resource.plural)}</span>
          ) : (
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="flex h-8 w-full items-center gap-2 rounded-sm px-2 text-left"
            >
              <ChevronRight aria-hidden className={classes('text-muted transition-transform', open && 'rotate-90')} />
              {capital(resource.plural)}
              {limited > 0 && <span className="text-xs font-normal text-amber">{limited} limited</span>}
            </button>
          )}
        </th>
        {columns.map((action) => {
          const cell = effective.actions[action]
          return (
            <td key={action} className="border-b border-line text-center group-hover:bg-hover">
              {resource.actions.includes(action) && cell !== undefined && (
                <Because what={`${capital(verbOf(action))} ${resource.plural}`} extent={cell.extent} because={cell.because} />
              )}
            </td>
          )
        })}
      </tr>
      {open && (
        <tr>
          <td colSpan={columns.length + 1} className="border-b border-line bg-sunken px-4 py-2">
            <div className="grid grid-cols-[minmax(8rem,1fr)_auto_auto] items-center gap-x-6 sm:w-fit">
              <span className="text-xs text-muted">Field</span>
              <span className="text-center text-xs text-muted">Read</span>
              <span className="text-center text-xs text-muted">Write</span>
              {fields.map(([field, { read, write, because }]) => {
                const label = resource.record?.fields[field] ?? field
                return (
                  <Fragment key={field}>
                    <span className="truncate">{label}</span>
                    <Because what={`See ${label} of ${resource.plural}`} extent={read} because={because} />
                    <Because what={`Change ${label} of ${resource.plural}`} extent={write} because={because} />
                  </Fragment>
                )
              })}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function Because({ what, extent, because }: { what: string; extent: Extent; because: readonly Because[] }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <button
          type="button"
          aria-label={`${what}: ${extentWords[extent]}. Why`}
          className="inline-flex size-8 items-center justify-center rounded-sm hover:bg-pressed"
        >
          <ExtentMark extent={extent} />
        </button>
      </PopoverTrigger>
      <PopoverContent aria-label="Why" className="w-80 max-w-[calc(100vw-2rem)] p-0">
        <p className="border-b border-line px-3 py-2 text-sm font-medium">
          {what}: {extentWords[extent]}, because
        </p>
        <ul className="flex max-h-72 flex-col gap-2 overflow-y-auto px-3 py-2">
          {because.length === 0 && (
            <li className="text-sm text-muted">{extent === 'none' ? 'No rule allows it.' : 'Nothing takes it away.'}</li>
          )}
          {because.map(({ rule, sentence }) => (
            <li key={rule} className="text-sm">
              {sentence}
              {rule === 'share' || rule.startsWith('built-in') ? (
                <span className="block text-xs text-faint">{rule === 'share' ? 'By sharing' : 'Built in'}</span>
              ) : (
                <Link to={paths.policy()} search={{ open: rule }} className="block text-xs text-accent-text hover:underline">
                  Open the rule
                </Link>
              )}
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  )
}

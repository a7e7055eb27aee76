import { PenLine, Eye, EyeOff, Split, TableProperties } from 'lucide-react'
import { useState } from 'react'
import { EmptyState, Menu, MenuChoice, MenuContent, MenuItem, MenuLine, MenuTrigger, Tabs, classes } from '../../kit/index.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { type FieldLevel, fieldCell, withFieldLevel } from '../model/field-access.ts'
import { capital } from '../model/permissions.ts'

interface FieldAccessProps {
  desk: PolicyDesk
  /** Name of the resource that is shown. */
  object: string | undefined
  onObject: (name: string) => void
  onRule: (id: string) => void
}

const levels: Record<FieldLevel, { label: string; note: string; icon: typeof Eye }> = {
  write: { label: 'Open', note: 'As the record: who may change it changes this too', icon: PenLine },
  read: { label: 'Read only', note: 'Seen, never changed', icon: Eye },
  hidden: { label: 'Hidden', note: 'As if it were not there', icon: EyeOff },
}

/** Where rules alone decide, each by its conditions. */
const depends = { label: 'Depends', icon: Split }

/** Object by object: what each role may do with each field, beside what it may do with the records. */
export function FieldAccess({ desk, object, onObject, onRule }: FieldAccessProps) {
  const objects = desk.model.resources.filter((resource) => resource.record != null)
  const shown = objects.find((resource) => resource.name === object) ?? objects.find((resource) => resource.name === 'deals') ?? objects[0]
  if (shown?.record == null) return <EmptyState icon={<TableProperties />} title="There are no kinds of records" />
  const columns = [
    { who: 'everyone', name: 'Everyone' },
    ...['guest', 'viewer', 'member', 'admin'].map((key) => ({ who: `role:${key}`, name: capital(key) })),
    ...desk.document.roles.map((role) => ({ who: `role:${role.key}`, name: role.name })),
  ]
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-3 overflow-x-auto border-b border-line px-4 py-1.5 max-sm:px-3">
        <Tabs
          label="Kind of record"
          value={shown.name}
          onChange={onObject}
          tabs={objects.map((resource) => ({ value: resource.name, label: capital(resource.plural) }))}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        <table className="border-separate border-spacing-0 text-sm" aria-label={`Fields of ${shown.plural}`}>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky top-0 left-0 z-20 h-9 min-w-44 max-sm:min-w-32 border-b border-line bg-canvas px-4 text-left text-xs font-medium text-muted"
              >
                Field
              </th>
              {columns.map((column) => (
                <th
                  key={column.who}
                  scope="col"
                  className="sticky top-0 z-10 h-9 max-w-40 min-w-24 truncate border-b border-line bg-canvas px-2 text-left text-xs font-medium text-muted"
                >
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(shown.record.fields).map(([field, label]) => (
              <tr key={field} className="group">
                <th
                  scope="row"
                  className="sticky left-0 z-10 h-9 border-b border-line bg-canvas px-4 text-left font-normal group-hover:bg-hover max-sm:max-w-36 max-sm:truncate"
                >
                  {label}
                </th>
                {columns.map((column) => (
                  <td key={column.who} className="border-b border-line px-1 group-hover:bg-hover">
                    <FieldCell desk={desk} resource={shown} field={field} column={column} onRule={onRule} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="max-w-3xl px-4 py-4 text-sm text-pretty text-muted">
          A field is as open as its record, unless something here or a rule says otherwise. What is hidden can be neither filtered nor
          sorted, searched or exported. “Depends”: a rule looks at the record or the moment.
        </p>
      </div>
    </div>
  )
}

interface FieldCellProps {
  desk: PolicyDesk
  resource: PolicyDesk['model']['resources'][number]
  field: string
  column: { who: string; name: string }
  onRule: (id: string) => void
}

function FieldCell({ desk, resource, field, column, onRule }: FieldCellProps) {
  const { level, sometimes, rules } = fieldCell(desk.document, resource, column.who, field)
  const { label, icon: Icon } = sometimes && level === 'write' ? depends : levels[level]
  const put = (next: FieldLevel) => desk.change((document) => withFieldLevel(document, resource, column.who, field, next))
  const [touched, setTouched] = useState(false)
  const face = (
    <button
      type="button"
      aria-haspopup="menu"
      onClick={() => setTouched(true)}
      aria-label={`${resource.record?.fields[field] ?? field} for ${column.name}: ${label}${sometimes && level !== 'write' ? ', on some records otherwise' : ''}`}
      className={classes(
        'flex h-7 w-full items-center gap-1.5 rounded-sm px-1.5 text-left hover:bg-pressed max-sm:h-9 [&_svg]:size-3.5!',
        level === 'write' && (sometimes ? 'text-amber' : 'text-faint'),
        level === 'read' && 'text-blue',
        level === 'hidden' && 'text-red',
      )}
    >
      <Icon aria-hidden />
      {label}
      {sometimes && level !== 'write' && <span aria-hidden className="size-1.5 rounded-full bg-amber" />}
    </button>
  )
  // A menu for every cell would take seconds to make; each gets its own when it is first pressed.
  if (!touched) return face
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{face}</MenuTrigger>
      <MenuContent className="w-64">
        {(Object.keys(levels) as FieldLevel[]).map((next) => {
          const { label: name, note, icon: NextIcon } = levels[next]
          return (
            <MenuChoice
              key={next}
              chosen={next === level}
              icon={<NextIcon />}
              disabled={desk.denied !== undefined}
              className="h-auto py-1.5"
              onSelect={() => put(next)}
            >
              <span className="block font-medium">{name}</span>
              <span className="block text-xs text-muted">{note}</span>
            </MenuChoice>
          )
        })}
        {rules.length > 0 && (
          <>
            <MenuLine />
            {rules.map((rule) => (
              <MenuItem key={rule.id} className="h-auto py-1.5" onSelect={() => onRule(rule.id)}>
                <span className="block text-xs whitespace-normal text-muted">{desk.sentences[rule.id] ?? rule.id}</span>
              </MenuItem>
            ))}
          </>
        )}
      </MenuContent>
    </Menu>
  )
}

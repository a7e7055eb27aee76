import { Plus, X } from 'lucide-react'
import { Button, Combobox, IconButton } from '../../kit/index.ts'
import { type Grant, capital, grantsOf, listed, permissionsOf, resourcesOf, verbOf } from '../model/permissions.ts'
import { ManyOf } from '../page/many-of.tsx'
import type { AccessModel } from '../types.ts'

interface PermissionEditorProps {
  model: AccessModel
  permissions: readonly string[]
  invalid: boolean
  onChange: (permissions: string[]) => void
}

/** What may be done to which kinds of things: a line for each kind. */
export function PermissionEditor({ model, permissions, invalid, onChange }: PermissionEditorProps) {
  const grants = grantsOf(permissions)
  const put = (next: readonly Grant[]) => onChange(permissionsOf(next))
  const replace = (at: number, grant: Grant) => put(grants.map((other, index) => (index === at ? grant : other)))
  const options = resourceOptions(model)
  const free = options.find((option) => !grants.some((grant) => grant.resource === option.value))
  return (
    <div className="flex flex-col gap-2">
      {grants.map((grant, at) => (
        <div key={grant.resource} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1.5">
          <div className="flex flex-col gap-1.5">
            <ManyOf
              label="action"
              values={grant.actions}
              options={actionOptions(model, grant)}
              nameOf={verbOf}
              invalid={invalid && grant.actions.length === 0}
              onChange={(actions) =>
                replace(at, { ...grant, actions: actions.at(-1) === '*' ? ['*'] : actions.filter((one) => one !== '*') })
              }
            />
            <Combobox
              label="Kind of record"
              value={grant.resource}
              shown={grant.resource}
              options={options}
              placeholder="Find a kind of record"
              onChange={(resource) => replace(at, { resource, actions: kept(model, { resource, actions: grant.actions }) })}
            />
          </div>
          {grants.length > 1 && (
            <IconButton
              label={`Take ${grant.resource} out`}
              size="sm"
              icon={<X />}
              onClick={() => put(grants.filter((_, index) => index !== at))}
            />
          )}
        </div>
      ))}
      {free !== undefined && (
        <Button
          size="sm"
          variant="ghost"
          className="self-start text-muted"
          onClick={() => put([...grants, { resource: free.value, actions: ['read'] }])}
        >
          <Plus /> Add another kind
        </Button>
      )}
    </div>
  )
}

function resourceOptions(model: AccessModel) {
  const areas = [...new Set(model.resources.filter(({ record }) => record != null).map(({ area }) => area))]
  return [
    ...model.resources.map(({ name, plural }) => ({ value: name, label: capital(plural) })),
    ...areas.map((area) => {
      const names = model.resources.filter((resource) => resource.area === area).map(({ plural }) => plural)
      return { value: area, label: `All of ${area}: ${listed(names)}` }
    }),
  ]
}

function actionOptions(model: AccessModel, grant: Grant) {
  const known = new Set(resourcesOf(model, grant).flatMap((resource) => resource.actions))
  // `crm.read` is no permission: of an area there is everything or one resource's.
  const area =
    model.resources.some((resource) => resource.area === grant.resource) && !model.resources.some(({ name }) => name === grant.resource)
  return [...(area ? [] : [...known]), '*'].map((action) => ({ value: action, label: verbOf(action) }))
}

/** Actions that mean something for the new kind too. */
function kept(model: AccessModel, grant: Grant): readonly string[] {
  const possible = actionOptions(model, grant).map((option) => option.value)
  const left = grant.actions.filter((action) => possible.includes(action))
  return left.length > 0 ? left : possible.includes('read') ? ['read'] : ['*']
}

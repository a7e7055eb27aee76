import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../kit/index.ts'
import { type Grant, capital, grantsOf, listed, permissionsOf, resourcesNamed, verbOf } from '../model/permissions.ts'
import { ManyOf } from '../page/many-of.tsx'
import type { AccessModel } from '../types.ts'

interface PermissionEditorProps {
  model: AccessModel
  permissions: readonly string[]
  invalid: boolean
  onChange: (permissions: string[]) => void
}

/** What may be done to which kinds of things: a line for each set of actions. */
export function PermissionEditor({ model, permissions, invalid, onChange }: PermissionEditorProps) {
  const grants = grantsOf(permissions)
  const put = (next: readonly Grant[]) => onChange(permissionsOf(next))
  const taken = grants.flatMap((grant) => grant.resources)
  const free = model.resources.find(({ name, area }) => ![name, area, `${area}.${name}`].some((written) => taken.includes(written)))
  return (
    <div className="flex flex-col gap-2">
      {grants.map((grant, at) => (
        <GrantLine
          key={at}
          model={model}
          grant={grant}
          invalid={invalid}
          onChange={(next) => put(grants.map((other, index) => (index === at ? next : other)))}
          {...(grants.length > 1 && { onRemove: () => put(grants.filter((_, index) => index !== at)) })}
        />
      ))}
      {free !== undefined && (
        <Button
          size="sm"
          variant="ghost"
          className="self-start text-muted"
          onClick={() => put([...grants, { actions: [leastUsed(grants)], resources: [free.name] }])}
        >
          <Plus /> Add something else
        </Button>
      )}
    </div>
  )
}

/** A new line needs actions of its own: the same ones would put it into the line that has them. */
function leastUsed(grants: readonly Grant[]): string {
  const used = new Set(grants.map(({ actions }) => actions.join()))
  return ['read', 'update', 'create', 'export', 'delete'].find((action) => !used.has(action)) ?? '*'
}

interface GrantLineProps {
  model: AccessModel
  grant: Grant
  invalid: boolean
  onChange: (grant: Grant) => void
  onRemove?: () => void
}

function GrantLine({ model, grant, invalid, onChange, onRemove }: GrantLineProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1.5 border-line not-first:border-t not-first:pt-2">
      <div className="flex flex-col gap-1">
        <ManyOf
          label="action"
          values={grant.actions}
          options={actionOptions(model, grant.resources)}
          nameOf={verbOf}
          invalid={invalid && grant.actions.length === 0}
          // Without one the line would be gone.
          atLeast={1}
          onChange={(actions) => onChange({ ...grant, actions: actions.at(-1) === '*' ? ['*'] : actions.filter((one) => one !== '*') })}
        />
        <ManyOf
          label="kind of record"
          values={grant.resources}
          options={resourceOptions(model)}
          hueOf={() => 'blue'}
          atLeast={1}
          onChange={(resources) => onChange({ resources, actions: kept(model, resources, grant.actions) })}
        />
      </div>
      {onRemove !== undefined && <IconButton label="Remove this line" size="sm" icon={<X />} onClick={onRemove} />}
    </div>
  )
}

function resourceOptions(model: AccessModel) {
  const areas = [...new Set(model.resources.filter(({ record }) => record !== null).map(({ area }) => area))]
  return [
    ...model.resources.map(({ name, plural }) => ({ value: name, label: capital(plural) })),
    ...areas.map((area) => {
      const names = model.resources.filter((resource) => resource.area === area).map(({ plural }) => plural)
      return { value: area, label: `All of ${area}: ${listed(names)}` }
    }),
  ]
}

/** Actions that all of the kinds have; `crm.read` is no permission: of an area there is everything or one resource's. */
function actionOptions(model: AccessModel, resources: readonly string[]) {
  const named = resources.map((written) => resourcesNamed(model, written))
  const areas = resources.some((written) => model.resources.some(({ area }) => area === written))
  const [first = [], ...others] = named.map((group) => group.flatMap((resource) => resource.actions))
  const common = [...new Set(first)].filter((action) => others.every((other) => other.includes(action)))
  return [...(areas ? [] : common), '*'].map((action) => ({ value: action, label: verbOf(action) }))
}

/** Actions that mean something for the new kinds too. */
function kept(model: AccessModel, resources: readonly string[], actions: readonly string[]): readonly string[] {
  const possible = actionOptions(model, resources).map((option) => option.value)
  const left = actions.filter((action) => possible.includes(action))
  return left.length > 0 ? left : possible.includes('read') ? ['read'] : ['*']
}

import { Ellipsis, Plus, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import {
  Button,
  Combobox,
  IconButton,
  Menu,
  MenuContent,
  MenuItem,
  MenuTrigger,
  OptionList,
  Popover,
  PopoverContent,
  PopoverTrigger,
  Select,
  classes,
} from '../../kit/index.ts'
import {
  type Group,
  type NamedAttribute,
  firstComparison,
  fromGroup,
  groupOf,
  isAttribute,
  isComparison,
  literalsOf,
  needsValue,
  negated,
  operatorWords,
  valueFor,
} from '../model/conditions.ts'
import type { Names } from '../model/names.ts'
import { capital } from '../model/permissions.ts'
import { ProblemLines, problemsAt } from '../page/problems.tsx'
import type { AccessModel, Comparison, Condition, DraftProblem, Operand, Operator, ShareLevel } from '../types.ts'
import { OperandEditor } from './operand-editor.tsx'

export interface ConditionTools {
  readonly model: AccessModel
  readonly attributes: readonly NamedAttribute[]
  readonly names: Names
  /** The rule is about records, which can be shared. */
  readonly shareable: boolean
}

interface GroupEditorProps {
  group: Group
  tools: ConditionTools
  problems: readonly DraftProblem[]
  onChange: (group: Group) => void
  /** Absent for the outermost group. */
  onRemove?: () => void
}

/** Conditions that all have to apply, or one of which does; groups stand in groups. */
export function GroupEditor({ group, tools, problems, onChange, onRemove }: GroupEditorProps) {
  const replace = (at: number, next: Condition) =>
    onChange({ ...group, items: group.items.map((item, index) => (index === at ? next : item)) })
  const remove = (at: number) => onChange({ ...group, items: group.items.filter((_, index) => index !== at) })
  const nested = onRemove !== undefined
  return (
    <div
      role="group"
      aria-label={group.kind === 'all' ? 'All of these' : 'Any of these'}
      className={classes('flex flex-col gap-2', nested && 'rounded-md border border-line bg-sunken p-2')}
    >
      {(group.items.length > 1 || nested) && (
        <div className="flex items-center gap-2">
          <Select
            label="How the conditions combine"
            className="w-44"
            value={group.kind}
            onChange={(kind) => onChange({ ...group, kind })}
            options={[
              { value: 'all', label: 'All of these apply' },
              { value: 'any', label: 'Any of these applies' },
            ]}
          />
          {nested && <IconButton label="Remove the group" size="sm" icon={<X />} onClick={onRemove} className="ml-auto" />}
        </div>
      )}
      {group.items.map((item, at) => (
        <ConditionEditor
          key={at}
          condition={item}
          tools={tools}
          problems={group.items.length === 1 && !nested ? lone(problems, group.kind, at) : problemsAt(problems, group.kind, at)}
          onChange={(next) => replace(at, next)}
          onRemove={() => remove(at)}
        />
      ))}
      <AddCondition tools={tools} onAdd={(condition) => onChange({ ...group, items: [...group.items, condition] })} />
    </div>
  )
}

/** A single condition stands without its group in the document. */
function lone(problems: readonly DraftProblem[], kind: Group['kind'], at: number): readonly DraftProblem[] {
  const inside = problemsAt(problems, kind, at)
  return inside.length > 0 ? inside : problems
}

function AddCondition({ tools, onAdd }: { tools: ConditionTools; onAdd: (condition: Condition) => void }) {
  const [open, setOpen] = useState(false)
  const add = (condition: Condition) => {
    setOpen(false)
    onAdd(condition)
  }
  const choose = (value: string) => {
    if (value === 'shared') return add({ shared: 'viewer' })
    if (value === 'group') return add({ any: [] })
    const named = tools.attributes.find(({ path }) => path === value)
    if (named !== undefined) add(firstComparison(named))
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost" className="self-start text-muted">
          <Plus /> Add condition
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Add condition" className="w-80 p-0">
        <OptionList
          placeholder="What does it depend on"
          options={[
            ...attributeOptions(tools.attributes),
            ...(tools.shareable ? [{ value: 'shared', label: 'Shared with the person' }] : []),
            { value: 'group', label: 'A group of conditions' },
          ]}
          onChoose={choose}
        />
      </PopoverContent>
    </Popover>
  )
}

function attributeOptions(attributes: readonly NamedAttribute[]) {
  return attributes.map(({ path, attribute }) => ({ value: path, label: capital(attribute.label) }))
}

interface ConditionEditorProps {
  condition: Condition
  tools: ConditionTools
  problems: readonly DraftProblem[]
  onChange: (condition: Condition) => void
  onRemove: () => void
}

function ConditionEditor({ condition, tools, problems, onChange, onRemove }: ConditionEditorProps) {
  if ('not' in condition) {
    return (
      <div className="flex items-start gap-2">
        <button
          type="button"
          aria-label="Not; press to turn around"
          className="mt-1 rounded-sm bg-amber-soft px-1.5 py-0.5 text-xs font-medium text-amber"
          onClick={() => onChange(condition.not)}
        >
          not
        </button>
        <div className="min-w-0 flex-1">
          <ConditionEditor
            condition={condition.not}
            tools={tools}
            problems={problemsAt(problems, 'not')}
            onChange={(next) => onChange({ not: next })}
            onRemove={onRemove}
          />
        </div>
      </div>
    )
  }
  const group = groupOf(condition)
  if (group !== undefined)
    return (
      <GroupEditor group={group} tools={tools} problems={problems} onChange={(next) => onChange(fromGroup(next))} onRemove={onRemove} />
    )
  const actions = <ConditionMenu onNegate={() => onChange(negated(condition))} onRemove={onRemove} />
  if (isComparison(condition))
    return <ComparisonEditor comparison={condition} tools={tools} problems={problems} onChange={onChange} actions={actions} />
  return 'shared' in condition ? <SharedEditor level={condition.shared} tools={tools} onChange={onChange} actions={actions} /> : null
}

function ConditionMenu({ onNegate, onRemove }: { onNegate: () => void; onRemove: () => void }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Actions for this condition" size="sm" icon={<Ellipsis />} side="left" />
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={onNegate}>Turn into the opposite</MenuItem>
        <MenuItem danger onSelect={onRemove}>
          Remove
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

interface ComparisonEditorProps {
  comparison: Comparison
  tools: ConditionTools
  problems: readonly DraftProblem[]
  onChange: (condition: Condition) => void
  actions: ReactNode
}

function ComparisonEditor({ comparison, tools, problems, onChange, actions }: ComparisonEditorProps) {
  const { attributes, names } = tools
  const left = attributes.find(({ path }) => path === comparison.attribute)
  const operators = left === undefined ? [comparison.operator] : left.attribute.operators
  const yesOrNo = left?.attribute.type === 'boolean' && comparison.operator === 'eq'
  // The API speaks of members of an object; here nothing was chosen yet.
  const unanswered =
    problems.length > 0 && needsValue(comparison.operator) && !isAttribute(comparison.value) && literalsOf(comparison.value).length === 0
  const put = (operator: Operator, value: Operand | undefined) =>
    onChange({ attribute: comparison.attribute, operator, ...(value !== undefined && { value }) })
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1.5">
        <div className="grid grid-cols-2 gap-1.5">
          <Combobox
            label="Attribute"
            value={comparison.attribute}
            shown={comparison.attribute}
            options={attributeOptions(attributes)}
            onChange={(path) => {
              const next = attributes.find((named) => named.path === path)
              if (next !== undefined && path !== comparison.attribute) onChange(firstComparison(next))
            }}
          />
          {yesOrNo ? (
            <Select
              label="Value"
              value={comparison.value === false ? 'false' : 'true'}
              options={[
                { value: 'true', label: 'yes' },
                { value: 'false', label: 'no' },
              ]}
              onChange={(next) => put('eq', next === 'true')}
            />
          ) : (
            <Select
              label="Operator"
              value={comparison.operator}
              options={operators.map((operator) => ({ value: operator, label: operatorWords(left?.attribute.type ?? 'text', operator) }))}
              onChange={(operator) => put(operator, valueFor(operator, comparison.value))}
            />
          )}
          {left !== undefined && !yesOrNo && needsValue(comparison.operator) && (
            <div className="col-span-2">
              <OperandEditor
                key={`${comparison.attribute} ${comparison.operator}`}
                comparison={comparison}
                left={left}
                all={attributes}
                names={names}
                invalid={problems.length > 0}
                onChange={(value) => put(comparison.operator, value)}
              />
            </div>
          )}
        </div>
        {actions}
      </div>
      <ProblemLines problems={unanswered ? [{ path: '', message: 'Say which value' }] : problems} />
    </div>
  )
}

interface SharedEditorProps {
  level: ShareLevel
  tools: ConditionTools
  onChange: (condition: Condition) => void
  actions: ReactNode
}

function SharedEditor({ level, tools, onChange, actions }: SharedEditorProps) {
  return (
    <div className="flex items-center gap-1.5">
      <span className="text-sm">Shared with the person as</span>
      <Select
        label="Level"
        className="w-36"
        value={level}
        options={tools.model.shareLevels.map((value) => ({ value, label: `${capital(value)} or higher` }))}
        onChange={(shared) => onChange({ shared })}
      />
      <span className="ml-auto">{actions}</span>
    </div>
  )
}

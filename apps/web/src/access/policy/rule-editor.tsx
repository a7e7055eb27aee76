import { Code, Copy, Ellipsis, Trash2, Undo2, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Combobox, IconButton, Input, Menu, MenuContent, MenuItem, MenuLine, MenuTrigger, Skeleton, Tabs, toast } from '../../kit/index.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { attributesFor, fromRoot, groupOf, rootGroup } from '../model/conditions.ts'
import { freeId, withRule, withoutRule } from '../model/document.ts'
import type { Names } from '../model/names.ts'
import { isReadableRule } from '../model/readable.ts'
import { commonRecord } from '../model/permissions.ts'
import { ProblemLines, problemsAt } from '../page/problems.tsx'
import type { Condition, DraftProblem, Effect, FieldSelection, Rule } from '../types.ts'
import { CodeEditor } from './code-editor.tsx'
import { GroupEditor } from './condition-editor.tsx'
import { FieldEditor } from './field-editor.tsx'
import { PermissionEditor } from './permission-editor.tsx'
import { WhoEditor } from './who-editor.tsx'

interface RuleEditorProps {
  rule: Rule
  desk: PolicyDesk
  names: Names
  onOpen: (id: string | undefined) => void
}

/** One rule, as a sentence put together from parts. Every change goes into the draft; the words below come back from the server. */
export function RuleEditor({ rule, desk, names, onOpen }: RuleEditorProps) {
  const [asCode, setAsCode] = useState(false)
  const at = desk.document.rules.findIndex((other) => other.id === rule.id)
  const problems = problemsAt(desk.problems, 'rules', at)
  const put = (next: Rule) => desk.change((document) => withRule(document, next))
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-center gap-1 px-4 pt-3">
        <h2 className="min-w-0 flex-1 truncate text-lg font-semibold">Rule</h2>
        <IconButton
          label={asCode ? 'Show the parts' : 'Show as JSON'}
          size="sm"
          icon={<Code className={asCode ? 'text-accent-text' : ''} />}
          aria-pressed={asCode}
          onClick={() => setAsCode(!asCode)}
        />
        <RuleMenu rule={rule} desk={desk} onOpen={onOpen} />
        <IconButton label="Close" shortcut="escape" size="sm" icon={<X />} onClick={() => onOpen(undefined)} />
      </header>
      <InWords rule={rule} desk={desk} problems={problems} />
      {asCode ? (
        <CodeEditor
          key={rule.id}
          label="Rule as JSON"
          value={rule}
          problems={problems}
          denied={desk.denied}
          check={(next) => (isReadableRule({ ...Object(next), id: rule.id }) ? undefined : notARule)}
          onChange={(next) => put({ ...(next as Rule), id: rule.id })}
        />
      ) : (
        <fieldset disabled={desk.denied !== undefined} className="contents">
          <Parts rule={rule} desk={desk} names={names} problems={problems} put={put} />
        </fieldset>
      )}
    </div>
  )
}

const notARule = 'A rule is an object with `effect`, `who` and `permissions`, and perhaps `fields`, `when`, `at` and `note`.'

function InWords({ rule, desk, problems }: { rule: Rule; desk: PolicyDesk; problems: readonly DraftProblem[] }) {
  const sentence = desk.sentences[rule.id]
  return (
    <div className="mx-4 mt-2 rounded-md bg-accent-soft px-3 py-2" aria-live="polite" aria-busy={desk.unsent}>
      {problems.length > 0 ? (
        <ProblemLines problems={problems.filter((problem) => problem.path === '')} />
      ) : sentence === undefined ? (
        <Skeleton className="my-1 w-3/4" />
      ) : (
        <p className={desk.unsent ? 'text-base text-muted' : 'text-base'}>{sentence}</p>
      )}
      {problems.length > 0 && (
        <p className="text-sm text-muted">This rule has {problems.length === 1 ? 'a mistake' : 'mistakes'}; see below.</p>
      )}
    </div>
  )
}

interface PartsProps {
  rule: Rule
  desk: PolicyDesk
  names: Names
  problems: readonly DraftProblem[]
  put: (rule: Rule) => void
}

/** `key` absent where the value is. */
function withPart<K extends 'fields' | 'when' | 'at' | 'note'>(rule: Rule, key: K, value: Rule[K] | undefined): Rule {
  const { [key]: _, ...rest } = rule
  return value === undefined ? (rest as Rule) : ({ ...rest, [key]: value } as unknown as Rule)
}

const everywhere = 'everywhere'

function Parts({ rule, desk, names, problems, put }: PartsProps) {
  const record = commonRecord(desk.model, rule)
  const tools = { model: desk.model, attributes: attributesFor(desk.model, record), names, shareable: record !== undefined }
  const of = (part: string) => problemsAt(problems, part)
  const putPermissions = (permissions: string[]) => put(meaningful(desk, { ...rule, permissions }))
  return (
    <div className="flex flex-col gap-1 px-4 py-3">
      <Part label="Who" problems={of('who')}>
        <WhoEditor who={rule.who} names={names} invalid={of('who').length > 0} onChange={(who) => put({ ...rule, who })} />
      </Part>
      <Part label="May" problems={of('effect')}>
        <Tabs
          label="May or may not"
          value={rule.effect}
          onChange={(effect: Effect) => put({ ...rule, effect })}
          tabs={[
            { value: 'allow', label: 'may' },
            { value: 'deny', label: 'may not' },
            { value: 'forbid', label: 'may never' },
          ]}
        />
        <p className="mt-1 text-xs text-muted">{effectNotes[rule.effect]}</p>
      </Part>
      <Part label="Do what" problems={of('permissions')}>
        <PermissionEditor
          model={desk.model}
          permissions={rule.permissions}
          invalid={of('permissions').length > 0}
          onChange={putPermissions}
        />
      </Part>
      {record !== undefined && (
        <Part label="With" problems={of('fields')}>
          <FieldEditor
            fields={rule.fields}
            labels={record.fields}
            invalid={of('fields').length > 0}
            onChange={(fields: FieldSelection | undefined) => put(withPart(rule, 'fields', fields))}
          />
        </Part>
      )}
      <Part
        label={record === undefined ? 'When' : 'Where and when'}
        problems={rule.when !== undefined && groupOf(rule.when) === undefined ? [] : of('when').filter((problem) => problem.path === '')}
      >
        <GroupEditor
          group={rootGroup(rule.when)}
          tools={tools}
          problems={of('when')}
          onChange={(group) => put(withPart(rule, 'when', rootCondition(rule.when, group)))}
        />
      </Part>
      <Part label="At" problems={of('at')}>
        <Combobox
          label="Place"
          value={rule.at ?? everywhere}
          {...(rule.at !== undefined && { shown: names.of('node', rule.at) })}
          options={[{ value: everywhere, label: 'The whole organization' }, ...names.choices('node')]}
          placeholder="Find a place"
          onChange={(place) => put(withPart(rule, 'at', place === everywhere ? undefined : place))}
        />
        {rule.at !== undefined && (
          <p className="mt-1 text-xs text-muted">Counts there and below, and wins over rules that are set higher.</p>
        )}
      </Part>
      <Part label="Note" problems={of('note')}>
        <Input
          key={rule.id}
          aria-label="Note"
          defaultValue={rule.note ?? ''}
          maxLength={500}
          placeholder="Why there is this rule"
          onChange={(event) => put(withPart(rule, 'note', event.target.value.trim() || undefined))}
        />
      </Part>
      <p className="pt-1 font-mono text-xs text-faint">{rule.id}</p>
    </div>
  )
}

/** An `any` of one stays an `any` while it is being edited. */
function rootCondition(before: Condition | undefined, group: ReturnType<typeof rootGroup>): Condition | undefined {
  if (group.kind === 'any' && group.items.length > 0 && before !== undefined && 'any' in before) return { any: group.items }
  return fromRoot(group)
}

const effectNotes: Record<Effect, string> = {
  allow: 'Gives it, unless a nearer rule takes it away.',
  deny: 'Takes it away; a nearer rule or a share can give it back.',
  forbid: 'Takes it away for good. No other rule and no share can give it back.',
}

/** Without what the new kinds of records do not have. */
function meaningful(desk: PolicyDesk, rule: Rule): Rule {
  return rule.fields !== undefined && commonRecord(desk.model, rule) === undefined ? withPart(rule, 'fields', undefined) : rule
}

function Part({ label, problems, children }: { label: string; problems: readonly DraftProblem[]; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 border-b border-line py-2.5 last:border-0 max-sm:grid-cols-1 max-sm:gap-y-1">
      <span className="pt-1.5 text-sm text-muted">{label}</span>
      <div className="flex min-w-0 flex-col">
        {children}
        {problems.length > 0 && (
          <div className="mt-1">
            <ProblemLines problems={problems} />
          </div>
        )}
      </div>
    </div>
  )
}

function RuleMenu({ rule, desk, onOpen }: Omit<RuleEditorProps, 'names'>) {
  const { denied, change } = desk
  const before = desk.saved.document.rules.find((other) => other.id === rule.id)
  const remove = () => {
    onOpen(undefined)
    change((document) => withoutRule(document, rule.id))
    toast({
      title: 'The rule is out of the draft',
      action: { label: 'Undo', run: () => change((document) => withRule(document, rule)) },
    })
  }
  const copy = () => {
    const id = freeId(`${rule.id}-copy`, new Set(desk.document.rules.map((other) => other.id)))
    change((document) => withRule(document, { ...rule, id }))
    onOpen(id)
  }
  const reset = () => {
    if (before === undefined) return
    change((document) => withRule(document, before))
    toast({ title: 'The rule is as it was', action: { label: 'Undo', run: () => change((document) => withRule(document, rule)) } })
  }
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Actions for this rule" size="sm" icon={<Ellipsis />} side="left" />
      </MenuTrigger>
      <MenuContent align="end" className="max-w-72">
        <MenuItem icon={<Copy />} denied={denied} onSelect={copy}>
          Copy
        </MenuItem>
        <MenuItem
          icon={<Undo2 />}
          denied={denied ?? (before === undefined || before === rule ? 'It is as it was saved' : undefined)}
          onSelect={reset}
        >
          Undo all changes to it
        </MenuItem>
        <MenuLine />
        <MenuItem danger icon={<Trash2 />} denied={denied} onSelect={remove}>
          Remove
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

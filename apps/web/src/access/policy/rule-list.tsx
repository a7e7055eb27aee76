import { ListFilter, X } from 'lucide-react'
import { useState } from 'react'
import { countOf } from '../../format.ts'
import { Button, EmptyState, Input, Tag } from '../../kit/index.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import type { Names } from '../model/names.ts'
import { problemsAt } from '../page/problems.tsx'
import type { Rule } from '../types.ts'
import { FirstRules } from './first-rules.tsx'
import { RuleRow } from './rule-row.tsx'

interface RuleListProps {
  desk: PolicyDesk
  names: Names
  open: string | undefined
  /** Only rules that name this. */
  who: string | undefined
  onWho: (who: string | undefined) => void
  onOpen: (id: string | undefined) => void
  onAdd: () => void
}

/** The organization's own rules, grouped by whom they name. */
export function RuleList({ desk, names, open, who, onWho, onOpen, onAdd }: RuleListProps) {
  const [search, setSearch] = useState('')
  const { rules } = desk.document
  if (rules.length === 0) return <FirstRules desk={desk} onAdd={onAdd} />
  const wanted = search.trim().toLowerCase()
  const matches = (rule: Rule) =>
    (who === undefined || rule.who.includes(who)) &&
    (wanted === '' || [desk.sentences[rule.id] ?? '', rule.id, rule.note ?? ''].some((text) => text.toLowerCase().includes(wanted)))
  const shown = rules.filter(matches)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 py-3 max-sm:px-3">
        <Input
          type="search"
          aria-label="Find a rule"
          placeholder="Find a rule"
          className="max-w-72"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {who !== undefined && <Tag className="h-7 px-2 text-sm" onRemove={() => onWho(undefined)}>{`Naming ${names.who(who)}`}</Tag>}
      </div>
      {shown.length === 0 && (
        <EmptyState
          icon={<ListFilter />}
          title="No rule like this"
          actions={
            <Button
              onClick={() => {
                setSearch('')
                onWho(undefined)
              }}
            >
              <X /> Show all {countOf(rules.length, 'rule', 'rules')}
            </Button>
          }
        />
      )}
      {grouped(shown, who, names).map(([group, own]) => (
        <section key={group} aria-label={group}>
          <h2 className="sticky top-0 z-10 flex items-baseline gap-2 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium max-sm:px-3">
            {group}
            <span className="font-normal text-muted">{countOf(own.length, 'rule', 'rules')}</span>
          </h2>
          <ul>
            {own.map((rule) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                sentence={desk.sentences[rule.id]}
                state={stateOf(desk, rule)}
                mistakes={desk.problems.length === 0 ? 0 : problemsAt(desk.problems, 'rules', rules.indexOf(rule)).length}
                chosen={rule.id === open}
                model={desk.model}
                names={names}
                onChoose={() => onOpen(rule.id === open ? undefined : rule.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function stateOf(desk: PolicyDesk, rule: Rule): 'same' | 'added' | 'changed' {
  const kind = desk.changes.find((change) => change.rule === rule.id)?.kind
  return kind === 'added' || kind === 'changed' ? kind : 'same'
}

/** Under the first that a rule names; rules for everyone come first, then in the order of the document. */
function grouped(rules: readonly Rule[], who: string | undefined, names: Names): [string, Rule[]][] {
  const groups = new Map<string, Rule[]>()
  for (const rule of rules) {
    const first = who ?? rule.who[0]
    const name = first === undefined ? 'Nobody yet' : names.who(first)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [rule])
    else group.push(rule)
  }
  return [...groups].toSorted(([a], [b]) => Number(b === 'Everyone') - Number(a === 'Everyone'))
}

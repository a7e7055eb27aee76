import { readFile } from 'node:fs/promises'
import { parsePolicy } from '@freehold/access'
import type { PolicyDocument } from '@freehold/access'
import type { Action } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { crmAccessModel } from './crm-access.ts'
import { answer, ids } from './fixture/organization.ts'
import type { Name, Question } from './fixture/organization.ts'
import { crmRoleTemplates } from './templates.ts'

interface Example {
  readonly title: string
  readonly json: string
  /** Cells by the column's heading. */
  readonly rows: readonly Readonly<Record<string, string>>[]
}

const guide = await readFile(new URL('../../../docs/guides/permissions.md', import.meta.url), 'utf8')
const examples = guide.split(/^## /m).flatMap(exampleIn)

describe.each(examples)('$title', ({ json, rows }) => {
  const policy = policyOf(json)

  it.each(rows.map((row) => ({ ...row, row: Object.values(row).join(' ') })))('$row', (row: Readonly<Record<string, string>>) => {
    const { allowed, rule, reason } = answer(policy, questionOf(row))
    expect(`${allowed ? 'yes' : 'no'} ${rule ?? reason}`).toBe(`${row['answer']} ${plain(row['because'])}`)
  })
})

it('has an answer for every example', () => {
  expect(examples.length).toBe(guide.match(/^```json$/gm)?.length)
  expect(examples.every(({ rows }) => rows.length >= 4)).toBe(true)
})

function exampleIn(section: string): Example[] {
  const [title = ''] = section.split('\n')
  const [, json, after = ''] = /^```json\n(.*?)^```\n(.*)/ms.exec(section) ?? []
  if (json === undefined) return []
  const [headings = [], , ...rows] = (/^\|.*(\n\|.*)*/m.exec(after)?.[0] ?? '').split('\n').map(cellsOf)
  return [{ title, json, rows: rows.map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? '']))) }]
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

function policyOf(rules: string): PolicyDocument {
  const parsed = parsePolicy(crmAccessModel, {
    roles: crmRoleTemplates.map(({ key, name }) => ({ key, name })),
    rules: JSON.parse(rules) as unknown,
    settings: { secondApprover: false, manyPeople: 50 },
  })
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 2))
  return parsed.document
}

function questionOf({ who = '', what = '', record = '', moment = '' }: Readonly<Record<string, string>>): Question {
  const [, resource = '', action = '', field] = /^`(\w+)\.(\w+)`(?: of `(\w+)`)?$/.exec(what) ?? []
  const { sharedWith, ...values } = Object.fromEntries(
    plain(record)
      .split(/\s+/)
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  )
  return {
    who: nameOf(who),
    resource,
    action: action as Action,
    context: momentOf(moment),
    ...(field === undefined ? {} : { field }),
    ...(record === '' ? {} : { record: values }),
    ...(sharedWith === undefined ? {} : { sharedWith: nameOf(sharedWith) }),
  }
}

function momentOf(moment: string): NonNullable<Question['context']> {
  if (moment === 'Sunday') return { now: new Date('2026-11-22T09:30:00Z') }
  if (moment.startsWith('from ')) return { address: moment.slice('from '.length) }
  return moment === '' ? {} : { factors: Number(/^with (\d) factors$/.exec(moment)?.[1]) }
}

function nameOf(text: string): Name {
  if (!Object.hasOwn(ids, text)) throw new Error(`Nobody is called ${text}`)
  return text as Name
}

function plain(cell = ''): string {
  return cell.replaceAll('`', '')
}

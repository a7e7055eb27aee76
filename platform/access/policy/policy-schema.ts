import { z } from 'zod'
import { draftStates } from './draft.ts'

/** Why a change should be looked at twice; stable, part of the API. `broken_rule` is raised where policies are read (`store/`). */
const alertKinds = ['owner_rights', 'restriction_lost', 'many_people', 'approval_changed', 'broken_rule'] as const

export const id = z.guid({ error: () => 'An id is a uuid.' }).toLowerCase()
export const idParams = z.object({ id })

export const person = z.object({ id: z.guid(), name: z.string() })

const reasonText = 'Say why in at least 3 characters: it stands in the history for those who come later.'
export const reason = z
  .string({ error: () => reasonText })
  .trim()
  .min(3, reasonText)
  .max(2000, 'Use at most 2,000 characters.')

export const title = z.string().trim().min(1, 'Enter a title.').max(200, 'Use at most 200 characters.')

/** Checked by `parsePolicy`, which says what is wrong and where; in a draft anything is kept. */
export const document = z
  .unknown()
  .describe('A policy: `{ roles, rules, settings }`. A draft keeps it as it is written; `problems` says what is wrong with it.')

export const change = z
  .object({
    kind: z.enum(['added', 'removed', 'changed']),
    rule: z.string().describe('Id of a rule; `role:<key>` for a role, `settings` for the settings'),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .meta({ id: 'PolicyChange', description: 'What happened to one rule, in words.' })
/** Of an added rule there is no before, of a removed one no after. */
export type ChangeInWords = z.output<typeof change>

export const problem = z.object({ path: z.string(), message: z.string() })

export const sentences = z.record(z.string(), z.string()).describe('Rules in words, by their ids')

export const concern = z
  .object({
    kind: z.enum(alertKinds),
    sentence: z.string(),
    rule: z.string().optional(),
    permissions: z.array(z.string()).optional(),
    people: z.int().optional(),
  })
  .meta({ id: 'PolicyConcern', description: 'What about a change should be looked at twice.' })
/** What is noticed about a change, before it is saved. */
export type Concern = z.output<typeof concern>

export const policyHead = z.object({
  version: z.int().describe('0 while no policy was saved: then the built-in roles decide alone'),
  reason: z.string(),
  author: person.nullable(),
  approver: person.nullable(),
  createdAt: z.string().nullable(),
})

export type PolicyHeadView = z.output<typeof policyHead>

export const policyView = policyHead
  .extend({ document, sentences, problems: z.array(problem).describe('What of it this version of the program does not understand') })
  .meta({ id: 'Policy' })
export type PolicyView = z.output<typeof policyView>

export const policyVersionView = policyView.extend({ changes: z.array(change) })
export type PolicyVersionView = z.output<typeof policyVersionView>

const draftHead = z.object({
  id: z.guid(),
  version: z.int(),
  title: z.string(),
  baseVersion: z.int(),
  currentVersion: z.int().describe('Of the policy now; a draft with another base can no longer be saved'),
  reason: z.string().nullable(),
  state: z.enum(draftStates),
  author: person.nullable(),
  decidedBy: person.nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  updatedAt: z.string(),
})

export const draftHeadView = draftHead.meta({ id: 'PolicyDraftHead' })
export type DraftHeadView = z.output<typeof draftHeadView>

export const draftView = draftHead
  .extend({ document, problems: z.array(problem), sentences, changes: z.array(change) })
  .meta({ id: 'PolicyDraft', description: '`sentences` and `changes` are empty while there are problems.' })
export type DraftView = z.output<typeof draftView>

export const savingView = z.object({ state: z.enum(['saved', 'waiting']), version: z.int().nullable(), alerts: z.array(concern) })
/** *waiting*: a second person has to approve it first. */
export type Saving = z.output<typeof savingView>

export const alertView = z
  .object({
    id: z.guid(),
    kind: z.enum(alertKinds),
    detail: concern.omit({ kind: true }).extend({ version: z.int().optional() }),
    raisedBy: person.nullable(),
    createdAt: z.string(),
    acknowledgedBy: person.nullable(),
    acknowledgedAt: z.string().nullable(),
  })
  .meta({ id: 'PolicyAlert' })
export type AlertView = z.output<typeof alertView>

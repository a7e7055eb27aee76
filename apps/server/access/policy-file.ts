import { readFile } from 'node:fs/promises'
import { applyPolicy, changesInWords, describeRule, namesOf, parseFor, parsePolicy } from '@freehold/access'
import type { ChangeInWords, Names, PolicyDocument, PolicyProblem, Saving, Snapshot } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'
import type { Installation } from '../installation.ts'
import { inOrganization } from '../organization.ts'

/** What a file would be as a policy. */
export interface PolicyCheck {
  /** What is wrong with it; none: it could be applied. */
  readonly problems: readonly PolicyProblem[]
  /** By id of the rule. */
  readonly sentences: Readonly<Record<string, string>>
  /** Beside the organization's policy now; null where no organization was named. */
  readonly changes: readonly ChangeInWords[] | null
}

export interface PolicyText {
  /** 0: nobody has saved one yet. */
  readonly version: number
  readonly document: PolicyDocument
  readonly sentences: Readonly<Record<string, string>>
}

/** Needs no database: ids are only checked for their form. */
export async function checkPolicyFile(file: string): Promise<PolicyCheck> {
  const read = await readJson(file)
  const parsed = 'problem' in read ? { problems: [read.problem] } : parsePolicy(crmAccessModel, read.input)
  if ('problems' in parsed) return { problems: parsed.problems, sentences: {}, changes: null }
  const names = { roles: new Map(parsed.document.roles.map(({ key, name }) => [key, name])) }
  return { problems: [], sentences: sentencesOf(parsed.document, names), changes: null }
}

/** With the people, teams and places that the organization has. `organization`: slug. */
export function checkPolicyFor(installation: Installation, organization: string, file: string): Promise<PolicyCheck> {
  return inOrganization(installation, organization, async ({ tenant }, access) => {
    const before = await access.snapshot(tenant)
    const read = await readJson(file)
    const parsed = 'problem' in read ? { problems: [read.problem] } : parseFor(crmAccessModel, before, read.input)
    if ('problems' in parsed) return { problems: parsed.problems, sentences: {}, changes: [] }
    const after: Snapshot = { ...before, policy: parsed.document }
    const changes = changesInWords(crmAccessModel, before, after)
    return { problems: [], sentences: sentencesOf(parsed.document, namesOf(after)), changes }
  })
}

export function showPolicy(installation: Installation, organization: string): Promise<PolicyText> {
  return inOrganization(installation, organization, async ({ tenant }, access) => {
    const snapshot = await access.snapshot(tenant)
    return { version: snapshot.policyVersion, document: snapshot.policy, sentences: sentencesOf(snapshot.policy, namesOf(snapshot)) }
  })
}

export interface PolicyApplication {
  readonly file: string
  /** Slug. */
  readonly organization: string
  readonly reason: string
}

/** Rejects with Problem `invalid_input` where the file is wrong. */
export function applyPolicyFile(installation: Installation, { file, organization, reason }: PolicyApplication): Promise<Saving> {
  return inOrganization(installation, organization, async (ctx, access) => {
    const read = await readJson(file)
    if ('problem' in read) throw new Error(read.problem.message)
    return applyPolicy(ctx, await access.snapshot(ctx.tenant), read.input, reason)
  })
}

function sentencesOf({ rules }: PolicyDocument, names: Names): Record<string, string> {
  return Object.fromEntries(rules.map((rule) => [rule.id, describeRule(crmAccessModel, rule, names)]))
}

async function readJson(file: string): Promise<{ input: unknown } | { problem: PolicyProblem }> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`There is no file ${file}, or it cannot be read.`)
  })
  try {
    return { input: JSON.parse(text) as unknown }
  } catch (error) {
    return { problem: { path: '', message: `This is no JSON: ${error instanceof Error ? error.message : String(error)}` } }
  }
}

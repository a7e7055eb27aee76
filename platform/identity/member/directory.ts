import type { Tx } from '@freehold/tenancy'
import { completeDirectory, insertDirectory, memberNames, membersByName } from './member-queries.ts'

/** A person as a file names them; the manager by name, being a member too. */
export interface DirectoryPerson {
  readonly name: string
  readonly email?: string | null
  readonly managerName?: string | null
  readonly office?: string | null
}

export interface DirectoryResult {
  /** Ids by `memberKey(name)`, managers included. */
  readonly ids: ReadonlyMap<string, string>
  /** Ids of those who are new. */
  readonly created: readonly string[]
}

/** How names are compared: case and spaces at the ends do not matter. */
export function memberKey(name: string): string {
  return name.trim().toLowerCase()
}

/**
 * Makes sure that all these people are members: whoever is missing joins the directory, managers first, and people of the directory
 * get manager and office where they had none. In the caller's transaction, so that an import's undo finds it by its operation.
 * Throws Problem `forbidden` unless the actor may create members.
 */
export async function ensureDirectory(tx: Tx, people: readonly DirectoryPerson[]): Promise<DirectoryResult> {
  tx.ctx.authorize('create', 'members')
  const wanted = new Map<string, DirectoryPerson>()
  for (const { managerName } of people) if (managerName?.trim()) wanted.set(memberKey(managerName), { name: managerName.trim() })
  for (const person of people)
    if (person.name.trim()) wanted.set(memberKey(person.name), { ...wanted.get(memberKey(person.name)), ...person })
  const ids = await findMembersByName(
    tx,
    [...wanted.values()].map((person) => person.name),
  )
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, person]) => person)
  const added = await insertDirectory(tx, tx.ctx.tenant, missing.map(withoutManager))
  for (const member of added) ids.set(memberKey(member.name), member.id)
  await completeDirectory(tx, tx.ctx.tenant, placesOf([...wanted.values()], ids))
  return { ids, created: added.map((member) => member.id) }
}

/** Ids by `memberKey(name)`; of two people with one name the older record, and one who is not disabled first. */
export async function findMembersByName(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.all(membersByName(tx.ctx.tenant, [...new Set(names.map(memberKey))]))
  const ids = new Map<string, string>()
  for (const { name, id } of rows) if (!ids.has(memberKey(name))) ids.set(memberKey(name), id)
  return ids
}

/** Names by id, for showing owners and actors. Ids of nobody here are left out. */
export async function namesOfMembers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.all(memberNames(tx.ctx.tenant, ids))
  return new Map(rows.map((row) => [row.id, row.name]))
}

function withoutManager({ name, email, office }: DirectoryPerson) {
  return { name: name.trim(), email: email?.trim() || null, managerId: null, office: office?.trim() || null }
}

/** Who reports to whom, now that everybody has an id; a person who manages themselves in the file reports to nobody. */
function placesOf(people: readonly DirectoryPerson[], ids: ReadonlyMap<string, string>) {
  return people.flatMap(({ name, managerName, office }) => {
    const id = ids.get(memberKey(name))
    const managerId = managerName ? (ids.get(memberKey(managerName)) ?? null) : null
    if (id === undefined || (managerId === null && !office?.trim())) return []
    return [{ id, managerId: managerId === id ? null : managerId, office: office?.trim() || null }]
  })
}

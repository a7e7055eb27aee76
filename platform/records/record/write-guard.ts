import { type OperationAccess, type RecordFacts, refusal } from '@freehold/access'
import { type Action, type FieldError, Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import { isGoverned, type Sight, sightOf } from '../access/sight.ts'
import type { ObjectDefinition, Values } from '../definition/object.ts'
import { sameValue } from './change.ts'
import { type Grant, granted } from './grant.ts'
import { lockManyQuery, lockQuery, newRecordsQuery, type WriteAnswer } from './guard-queries.ts'
import { missingReferences } from './missing-reference.ts'
import type { StoredRecord } from './record-queries.ts'
import { type ExistingAction, newRestrictionOf, restrictionOf } from './write-restriction.ts'

/** A record that is there, with what the actor may do to it. */
export interface Held {
  readonly stored: StoredRecord
  readonly answer: WriteAnswer
  /** Why the action is refused: `not_found` where it may not be seen. */
  readonly refused: Problem | undefined
}

/** A record that is to be made. `given`: what the actor says; `values`: with what rules and defaults add. */
export interface NewRecord {
  readonly id: string
  readonly given: Values
  readonly values: Values
}

/**
 * Decides, inside a write transaction, what of one kind of records may be written, and gives the grants that the statements ask for
 * (`record-queries.ts`): no way to write goes around it (R4, A2). By SQL where values decide, in the statement that locks the record.
 */
export class WriteGuard {
  readonly sight: Sight
  readonly #tx: Tx
  readonly #object: ObjectDefinition
  /** Undefined: not bound by permissions on records. */
  readonly #access: OperationAccess | undefined
  /** Has neither version nor trash: people of the directory. */
  readonly #bare: boolean

  constructor(tx: Tx, object: ObjectDefinition) {
    this.#tx = tx
    this.#object = object
    this.sight = sightOf(tx.ctx, object)
    const { access } = this.sight
    this.#access = isGoverned(this.sight) ? access : undefined
    this.#bare = access.model.find(object.plural)?.record === undefined
  }

  /** Locks one record. Throws Problem `not_found`, `forbidden`. */
  async hold(id: string, action: ExistingAction): Promise<Held> {
    const row = await this.#tx.one(lockQuery(this.#object, this.#tx.ctx.tenant, id, restrictionOf(this.sight, action)))
    const held = this.#held(row, action)
    if (held.refused !== undefined) throw held.refused
    return held
  }

  /** Many by id, in the order of their ids; those that are not there are missing. `lock` false: only looks. */
  async holdMany(ids: readonly string[], action: ExistingAction, lock = true): Promise<Map<string, Held>> {
    if (ids.length === 0) return new Map()
    const restriction = restrictionOf(this.sight, action)
    const rows = await this.#tx.all(lockManyQuery(this.#object, this.#tx.ctx.tenant, ids, restriction, { lock, bare: this.#bare }))
    return new Map(rows.map((row) => [row.id, this.#held(row, action)]))
  }

  /** The grant to write what `hold` was asked for. */
  grant({ stored, refused }: Held): Grant {
    if (refused !== undefined) throw refused
    return granted(stored.id)
  }

  /** Why these fields of a record that is there may not be changed so, for each change; undefined where they may. */
  async changes(updates: readonly { held: Held; given: Values }[]): Promise<(Problem | undefined)[]> {
    const changed = updates.map(({ held, given }) =>
      Object.fromEntries(Object.entries(given).filter(([name, value]) => !sameValue(held.stored[name] ?? null, value))),
    )
    const missing = await missingReferences(this.#tx, this.#access, this.#object, changed)
    return updates.map(({ held, given }, i) => held.refused ?? this.#changedFields(held, given, changed[i] ?? {}) ?? missing[i])
  }

  /** Why what is given of new records may not be given, whatever becomes of the rest. */
  async givenFields(rows: readonly Values[]): Promise<(Problem | undefined)[]> {
    const missing = await missingReferences(this.#tx, this.#access, this.#object, rows)
    return rows.map((given, i) => {
      for (const name of Object.keys(given)) {
        const problem = this.#unknownField(name) ?? this.#fieldRefusal('create', name, this.#extentOf('create', name) === 'none')
        if (problem !== undefined) return problem
      }
      return missing[i]
    })
  }

  /** A grant for each new record, or why not. `givenFields` has passed them. */
  async create(rows: readonly NewRecord[]): Promise<(Grant | Problem)[]> {
    const restriction = newRestrictionOf(this.sight, new Set(rows.flatMap((row) => Object.keys(row.given))))
    if (rows.length === 0 || (restriction.action === undefined && restriction.fields.length === 0))
      return rows.map((row) => granted(row.id))
    const answers = await this.#tx.all(newRecordsQuery(this.#object, this.#tx.ctx.tenant, rows, restriction))
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    return rows.map((row) => {
      const answer = byId.get(row.id)
      const facts = { id: row.id, values: row.values }
      if (answer?.$allowed === false) return this.#refusal('create', facts)
      const fixed = answer?.$fixed?.find((name) => row.given[name] !== undefined)
      return (fixed === undefined ? undefined : this.#fieldRefusal('create', fixed, true, facts)) ?? granted(row.id)
    })
  }

  /** As the actor may see it: in a list of what was not done. */
  nameOf({ stored, answer }: Held): string {
    const { nameField } = this.#object
    const isHidden =
      answer.$read === false || this.sight.object.fields[nameField] === undefined || answer.$hidden?.includes(nameField) === true
    return isHidden ? `A ${this.#object.label.toLowerCase()}` : String(stored[nameField] ?? '')
  }

  /** Reasons of rules that are about what the actor may not see say only that. */
  hideErrors(errors: readonly FieldError[]): FieldError[] {
    return errors.map((error) =>
      this.#object.fields[error.path] !== undefined && this.sight.object.fields[error.path] === undefined
        ? { path: '', message: 'A rule about something that you may not see does not allow this.' }
        : error,
    )
  }

  #held(row: StoredRecord & WriteAnswer, action: ExistingAction): Held {
    const { $read, $allowed, $fixed, $hidden, ...own } = row
    const stored = own as StoredRecord
    const answer: WriteAnswer = {
      ...($read !== undefined && { $read }),
      ...($allowed !== undefined && { $allowed }),
      ...($fixed !== undefined && { $fixed }),
      ...($hidden !== undefined && { $hidden }),
    }
    if ($read === false) return { stored, answer, refused: new Problem('not_found') }
    return { stored, answer, refused: $allowed === false ? this.#refusal(action, factsOf(stored)) : undefined }
  }

  #changedFields({ stored, answer }: Held, given: Values, changed: Values): Problem | undefined {
    for (const name of Object.keys(given)) {
      const unknown = this.#unknownField(name)
      if (unknown !== undefined) return unknown
      // Whether a hidden value is the one that was given is not to be found out by trying.
      const hidden = answer.$hidden?.includes(name) === true
      const fixed = answer.$fixed?.includes(name) === true || this.#extentOf('update', name) === 'none'
      const refused = this.#fieldRefusal('update', name, hidden || (fixed && changed[name] !== undefined), factsOf(stored))
      if (refused !== undefined) return refused
    }
    return undefined
  }

  #unknownField(name: string): Problem | undefined {
    if (this.#access === undefined || this.sight.object.fields[name] !== undefined) return undefined
    const message = `A ${this.#object.label.toLowerCase()} has no field ${name}.`
    return new Problem('invalid_input', { detail: message, errors: [{ path: name, message }] })
  }

  #fieldRefusal(action: 'create' | 'update', field: string, refused: boolean, facts?: RecordFacts): Problem | undefined {
    if (!refused || this.#access === undefined) return undefined
    const resource = this.#object.plural
    const decision = this.#access.decideField(action, resource, field, facts)
    return refusal(this.#access, unlessAllowed(decision), { action, resource, field, record: facts !== undefined })
  }

  #refusal(action: Action, facts: RecordFacts): Problem {
    const { access } = this.sight
    const resource = this.#object.plural
    return refusal(access, unlessAllowed(access.decide(action, resource, facts)), { action, resource, record: true })
  }

  #extentOf(action: 'create' | 'update', field: string): 'all' | 'some' | 'none' {
    return this.#access?.fieldPlan(this.#object.plural, field, action).extent ?? 'all'
  }
}

function factsOf({ id, ...values }: StoredRecord): RecordFacts {
  return { id, values }
}

/** What SQL refused by values that are not at hand here (a share, a parent) is refused, whatever is decided without them. */
function unlessAllowed(decision: ReturnType<OperationAccess['decide']>): ReturnType<OperationAccess['decide']> {
  return decision.allowed ? { ...decision, allowed: false, reason: 'condition_not_met', rule: undefined } : decision
}

import { useQueryClient } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { countOf } from '../../format.ts'
import { toast } from '../../kit/index.ts'
import { reportProblem } from '../../access-kit/report-problem.ts'
import { messageOf, notifyProblem } from '../../problem-notice.ts'
import { fieldsOf, findField, nameOf, referenceOf } from '../model/metadata.ts'
import type { Changes } from '../model/metadata.ts'
import type { ChangeOutcome } from '../store/record-writer.ts'
import { useRecordsHome } from '../store/records-home.ts'
import type { RecordsHome } from '../store/records-home.ts'
import { openConflict } from './conflict-state.ts'

/** Requests at a time when many records are changed: the server's own limit per person is far above, the list's reads go on. */
const parallel = 4

export interface RecordActions {
  /** Shows at once, saves, offers to undo. A refused value comes back for its cell; other refusals are said here. */
  change(id: string, changes: Changes): Promise<ChangeOutcome>
  /** `left`: how many more were chosen that the reader may not change; the message counts them. */
  changeMany(ids: readonly string[], changes: Changes, left?: number): Promise<void>
  remove(ids: readonly string[], left?: number): Promise<void>
}

export function useRecordActions(meta: ObjectMeta): RecordActions {
  const home = useRecordsHome()
  const client = useQueryClient()
  const refreshTotals = () => client.invalidateQueries({ queryKey: ['records'] })

  const change = async (id: string, changes: Changes): Promise<ChangeOutcome> => {
    const outcome = await home.writer.change(meta, id, changes)
    if (outcome.kind === 'saved') {
      const undo = () => void changeBack(id, outcome.undo)
      // Nothing to offer where the change itself has closed the record to its author.
      const undoable = Object.keys(outcome.undo).length > 0
      toast({ title: savedWords(outcome.record, meta, changes), ...(undoable && { action: { label: 'Undo', run: undo } }) })
      await refreshTotals()
    }
    reportRefusal(outcome, 'The change was not saved', id)
    if (outcome.kind === 'failed') void home.reread(meta, id)
    return outcome
  }

  const changeBack = async (id: string, changes: Changes): Promise<void> => {
    const outcome = await home.writer.change(meta, id, changes)
    if (outcome.kind === 'invalid') notifyProblem(new Error(outcome.message), 'The change stays')
    reportRefusal(outcome, 'The change stays', id)
    await refreshTotals()
  }

  const changeMany = async (ids: readonly string[], changes: Changes, closed = 0): Promise<void> => {
    const outcomes = await each(ids, async (id) => ({ id, outcome: await home.writer.change(meta, id, changes) }))
    const saved = outcomes.flatMap(({ id, outcome }) => (outcome.kind === 'saved' ? [{ id, undo: outcome.undo }] : []))
    const refused = outcomes.filter(({ outcome }) => outcome.kind !== 'saved' && outcome.kind !== 'unchanged')
    const left = refused.length + closed
    const undo = () => void each(saved, ({ id, undo: back }) => home.writer.change(meta, id, back)).then(refreshTotals)
    toast({
      title: `${fieldWords(changes, meta)} of ${countOf(saved.length, meta.label, meta.pluralLabel)} changed`,
      detail:
        left === 0
          ? undefined
          : `${countOf(left, meta.label, meta.pluralLabel)} stayed as ${left === 1 ? 'it was' : 'they were'}${reasonWords(refused[0]?.outcome, closed)}`,
      tone: left === 0 ? 'done' : 'failed',
      ...(saved.length > 0 && { action: { label: 'Undo', run: undo } }),
    })
    await refreshTotals()
  }

  const remove = async (ids: readonly string[], closed = 0): Promise<void> => {
    const putBack = home.removeFromLists(meta.plural, ids)
    const gone = await each(ids, (id) => removeOne(home, meta, id))
    const failed = gone.filter((one) => one.error !== undefined)
    if (failed.length > 0) {
      putBack()
      home.refresh(meta.plural)
      reportProblem(failed[0]?.error, `${countOf(failed.length, meta.label, meta.pluralLabel)} could not be deleted`, failed[0]?.id)
      for (const { id } of failed) void home.reread(meta, id)
    }
    const done = gone.filter((one) => one.error === undefined).map(({ id }) => id)
    if (done.length > 0)
      toast({
        title: deletedWords(home, meta, done),
        detail:
          closed === 0
            ? 'In the trash, with history and notes'
            : `${countOf(closed, meta.label, meta.pluralLabel)} stayed: you may not delete ${closed === 1 ? 'it' : 'them'}`,
        action: { label: 'Undo', run: () => void restore(done, putBack) },
      })
    await refreshTotals()
  }

  const restore = async (ids: readonly string[], putBack: () => void): Promise<void> => {
    try {
      home.store.receiveAll(meta.name, await each(ids, (id) => records(meta.plural).restore(id)))
      putBack()
    } catch (error) {
      home.refresh(meta.plural)
      reportProblem(error, 'Not everything came back from the trash')
    }
    await refreshTotals()
  }

  return { change, changeMany, remove }
}

function reportRefusal(outcome: ChangeOutcome, title: string, id: string): void {
  if (outcome.kind === 'stale') openConflict(outcome.conflict)
  if (outcome.kind === 'failed') reportProblem(outcome.error, title, id)
}

/** Why some of many stayed: what the server said of the first it refused, else that they are closed to the reader. */
function reasonWords(refused: ChangeOutcome | undefined, closed: number): string {
  if (refused?.kind === 'failed') return `. ${messageOf(refused.error)}`
  return closed > 0 ? `: you may not change ${closed === 1 ? 'it' : 'them'}` : ''
}

/** Deletes on the newest version known; a newer one on the server is read once and deleted then, since nothing of it is lost. */
async function removeOne(home: RecordsHome, meta: ObjectMeta, id: string): Promise<{ id: string; error?: unknown }> {
  try {
    const known = home.store.confirmed(meta.name, id) ?? (await records(meta.plural).get(id))
    await records(meta.plural)
      .remove(known)
      .catch(async () => {
        await records(meta.plural).remove(await records(meta.plural).get(id))
      })
    return { id }
  } catch (error) {
    return { id, error }
  }
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += parallel) results.push(...(await Promise.all(items.slice(at, at + parallel).map(work))))
  return results
}

function fieldWords(changes: Changes, meta: ObjectMeta): string {
  return Object.keys(fieldsOf(changes, meta))
    .map((name) => findField(meta, name)?.label ?? name)
    .join(', ')
}

function savedWords(record: RecordRow, meta: ObjectMeta, changes: Changes): string {
  const [only, ...others] = Object.keys(fieldsOf(changes, meta))
  const to = only === undefined || others.length > 0 ? null : referenceOf(record, only)
  const target = only === undefined ? undefined : findField(meta, only)?.reference
  if (to !== null && target === 'stage') return `${nameOf(record, meta)} moved to ${to.name}`
  if (to !== null && only === 'ownerId') return `${nameOf(record, meta)} assigned to ${to.name}`
  return `${fieldWords(changes, meta)} of ${nameOf(record, meta)} changed`
}

function deletedWords(home: RecordsHome, meta: ObjectMeta, ids: readonly string[]): string {
  const [only] = ids
  const record = ids.length === 1 && only !== undefined ? home.store.get(meta.name, only) : undefined
  return record === undefined ? `${countOf(ids.length, meta.label, meta.pluralLabel)} deleted` : `${nameOf(record, meta)} deleted`
}

import { useMemo } from 'react'
import { refusal, useRefusal } from '../../access-kit/use-refusal.tsx'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import type { Denied, Refusal } from '../../kit/index.ts'
import { actionWords, useSession } from '../../session/session.ts'
import { nameOf } from '../model/metadata.ts'
import { isDenied, isHidden, isKept, isWritable } from './record-denied.ts'

export type RecordAction = 'update' | 'delete' | 'restore' | 'share'

/** What the reader may do with the records of an object; undefined is yes. */
export interface RecordAccess {
  /** To records of the object at all. */
  any(action: RecordAction): Refusal | undefined
  /** To this one. */
  to(action: RecordAction, record: RecordRow): Denied
  /** Change this value of it. */
  field(record: RecordRow, field: FieldMeta): Denied
}

const trashed = 'It is in the trash. Restore it to change it.'

export function useRecordAccess(meta: ObjectMeta): RecordAccess {
  const refuse = useRefusal()
  const { organization } = useSession()
  return useMemo(() => {
    const label = meta.label.toLowerCase()
    const help = `An owner or admin of ${organization.name} can change that.`
    const any = (action: RecordAction) => refuse(action, meta.plural, meta.pluralLabel.toLowerCase())
    const to = (action: RecordAction, record: RecordRow): Denied => {
      if (record.deletedAt !== null && action !== 'restore') return trashed
      const question = { resource: meta.plural, action, record: record.id }
      const general = any(action)
      // Asked about this record, the answer can name its share and its place.
      if (general !== undefined) return refusal(general.text, `${actionWords[action]} this ${label}`, question)
      if (!isDenied(record, action)) return undefined
      return refusal(
        `You may not ${actionWords[action]} this ${label}. ${help}`,
        `${actionWords[action]} ${nameOf(record, meta)}`,
        question,
      )
    }
    const field = (record: RecordRow, field: FieldMeta): Denied => {
      if (isKept(field)) return `${field.label} is kept by Freehold itself`
      const name = field.label.toLowerCase()
      const question = { resource: meta.plural, record: record.id, field: field.name }
      if (isHidden(record, field.name))
        return refusal(`${field.label} is hidden from you on this record`, `see the ${name} of this ${label}`, {
          ...question,
          action: 'read',
        })
      const whole = to('update', record)
      if (whole !== undefined) return whole
      if (isWritable(record, field)) return undefined
      return refusal(`You may not change the ${name} of this ${label}. ${help}`, `change the ${name} of this ${label}`, {
        ...question,
        action: 'update',
      })
    }
    return { any, to, field }
  }, [meta, refuse, organization.name])
}

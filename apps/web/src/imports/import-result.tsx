import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Download, FileUp, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api } from '../api.ts'
import type { ObjectMeta } from '../api-types.ts'
import { countOf, formatNumber } from '../format.ts'
import { Button, Dialog } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { notifyProblem } from '../problem-notice.ts'
import { useRefusal } from '../access-kit/use-refusal.tsx'
import { importQuery } from './import-api.ts'
import { ImportCounts } from './import-counts.tsx'
import type { Import } from './import-types.ts'

const link = 'inline-flex h-8 items-center gap-2 rounded-md px-3 text-sm font-medium transition-colors max-sm:h-10'

export function ImportResult({ result, object }: { result: Import; object: ObjectMeta }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const denied = useRefusal()('import', object.plural)
  // Lists, counts and the home page hold what was true before.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['records'] })
    void client.invalidateQueries({ queryKey: ['members'] })
  }, [client, result.state])
  const changed = result.created + result.merged
  const resumable = ['failed', 'cancelled'].includes(result.state) && result.processed < result.total
  const undoable = changed > 0 && ['done', 'failed', 'cancelled'].includes(result.state)
  const resume = async () => {
    try {
      await api.startImport({ params: { id: result.id } })
      await client.invalidateQueries({ queryKey: importQuery(result.id).queryKey })
    } catch (error) {
      notifyProblem(error, 'The import did not go on')
    }
  }
  return (
    <div className="flex flex-col gap-7">
      <div>
        <h2 className="text-xl font-semibold">{headline(result, object)}</h2>
        <p className="mt-1 text-base text-pretty text-muted">{explanation(result, object)}</p>
      </div>
      <ImportCounts
        counts={[
          { label: 'created', value: result.created, tone: 'good' },
          { label: 'merged', value: result.merged },
          ...(result.skipped > 0 ? [{ label: 'skipped', value: result.skipped }] : []),
          { label: 'in the error file', value: result.failed, tone: 'attention' as const },
        ]}
      />
      {result.referencesCreated > 0 && (
        <p className="-mt-3 text-sm text-muted">
          {countOf(result.referencesCreated, 'record', 'records')} created beside them, for names that were unknown.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {resumable && (
          <Button variant="primary" denied={denied} onClick={() => void resume()}>
            Go on with {countOf(result.total - result.processed, 'row', 'rows')}
          </Button>
        )}
        {changed > 0 && result.state !== 'undone' && (
          <Link
            to={paths.list(object.plural)}
            className={`${link} ${resumable ? 'border border-line-strong bg-raised hover:bg-hover' : 'bg-accent text-on-accent hover:bg-accent-strong'}`}
          >
            See the {object.pluralLabel.toLowerCase()} <ArrowRight />
          </Link>
        )}
        {result.failed + (result.state === 'undone' ? result.undo.kept : 0) > 0 && (
          <a
            href={api.href('downloadImportErrors', { params: { id: result.id } })}
            download
            className={`${link} border border-line-strong bg-raised hover:bg-hover`}
          >
            <Download /> Error file
          </a>
        )}
        {undoable && (
          <Button denied={denied} onClick={() => setAsking(true)}>
            <Undo2 /> Undo import
          </Button>
        )}
        <Link to={paths.newImport()} search={{ object: object.plural }} className={`${link} hover:bg-hover`}>
          <FileUp /> Import another file
        </Link>
      </div>
      <UndoDialog result={result} object={object} open={asking} onClose={() => setAsking(false)} />
    </div>
  )
}

function UndoDialog({ result, object, open, onClose }: { result: Import; object: ObjectMeta; open: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const undo = async () => {
    setBusy(true)
    try {
      await api.undoImport({ params: { id: result.id } })
      await client.invalidateQueries({ queryKey: importQuery(result.id).queryKey })
      onClose()
    } catch (error) {
      notifyProblem(error, 'The import was not undone')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title="Undo this import?"
      description={`${countOf(result.created, object.label, object.pluralLabel)} go to the trash${result.merged > 0 ? ` and ${formatNumber(result.merged)} get their earlier values back` : ''}${result.referencesCreated > 0 ? `; so do ${countOf(result.referencesCreated, 'record', 'records')} created beside them` : ''}. What somebody changed since then, or other records refer to, stays; the error file names it.`}
      actions={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button variant="danger" busy={busy} onClick={() => void undo()}>
            Undo {formatNumber(result.created + result.merged)} rows
          </Button>
        </>
      }
    />
  )
}

function headline(result: Import, object: ObjectMeta): string {
  const rows = countOf(result.created + result.merged, object.label, object.pluralLabel)
  if (result.state === 'undone') return 'The import is undone'
  if (result.state === 'cancelled') return result.processed === 0 ? 'Discarded before it started' : `Cancelled after ${rows}`
  if (result.state === 'failed') return `The import stopped after ${rows}`
  return result.created + result.merged === 0 ? 'No row could be imported' : `${rows} imported`
}

function explanation(result: Import, object: ObjectMeta): string {
  if (result.error) return result.error
  if (result.state === 'undone') return undoneSentence(result)
  if (result.state === 'cancelled' && result.processed === 0) return 'Nothing was saved. You can still go on with it.'
  if (result.state === 'cancelled')
    return `What was imported until then is kept. You can undo it, or import the file again: ${object.pluralLabel.toLowerCase()} that are there already are recognised.`
  if (result.failed > 0)
    return 'Rows that could not be imported are in the error file, each with its reason. Mend them there and import that file.'
  return 'Every row of the file is accounted for.'
}

function undoneSentence({ undo }: Import): string {
  const said = [`${countOf(undo.removed, 'record is', 'records are')} in the trash`]
  if (undo.reverted > 0) said.push(`${countOf(undo.reverted, 'record has its', 'records have their')} earlier values back`)
  if (undo.kept > 0)
    said.push(`${countOf(undo.kept, 'record stays', 'records stay')}, changed since or still referred to; the error file names them`)
  return `${said.join(', ')}. The history keeps all of it.`
}

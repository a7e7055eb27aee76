import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import type { ObjectMeta } from '../api-types.ts'
import { listedObjects } from '../frame/listed-objects.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { classes } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { messageOf } from '../problem-notice.ts'
import { objectsQuery } from '../queries.ts'
import { useRefusal } from '../access-kit/use-refusal.tsx'
import { DropZone } from './drop-zone.tsx'
import { importQuery } from './import-api.ts'

export function NewImportPage() {
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const { object: wanted } = useSearch({ from: '/frame/imports/new' })
  const navigate = useNavigate()
  const client = useQueryClient()
  const [problem, setProblem] = useState<string>()
  const [reading, setReading] = useState<string>()
  const denied = useRefusal()
  const object = objects.find((candidate) => candidate.plural === wanted) ?? objects[0]
  if (object === undefined) return null

  const read = async (file: File) => {
    setProblem(undefined)
    setReading(file.name)
    try {
      const made = await api.createImport({ query: { object: object.plural, filename: file.name }, body: file })
      client.setQueryData(importQuery(made.id).queryKey, made)
      await client.invalidateQueries({ queryKey: ['imports'], exact: true })
      await navigate({ to: paths.import(made.id), replace: true })
    } catch (error) {
      setProblem(messageOf(error))
      setReading(undefined)
    }
  }

  return (
    <>
      <PageHeader title="Import a file" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-2xl flex-col gap-6 px-6 py-8 max-sm:px-4 max-sm:py-5">
          <ObjectChoice
            objects={objects}
            chosen={object}
            onChoose={(plural) => void navigate({ to: '/imports/new', search: { object: plural }, replace: true })}
          />
          <DropZone
            icon={<FileSpreadsheet />}
            title={reading === undefined ? `Drop a file with ${object.pluralLabel.toLowerCase()} here` : `Reading ${reading}`}
            accept=".csv,.tsv,.txt,.xlsx"
            busy={reading !== undefined}
            denied={denied('import', object.plural)}
            onFile={(file) => void read(file)}
          />
          {problem !== undefined && (
            <p role="alert" className="rounded-md bg-red-soft px-3 py-2 text-sm text-red">
              {problem}
            </p>
          )}
          <p className="text-sm text-pretty text-muted">
            CSV with any delimiter, or Excel (.xlsx). Nothing is saved yet: next you see how columns, dates and names were understood, and
            can change all of it.
            {object.name === 'deal' &&
              ' Companies, products and owners that a deal names are found by name; unknown ones can be created on the way.'}
          </p>
        </div>
      </div>
    </>
  )
}

function ObjectChoice({
  objects,
  chosen,
  onChoose,
}: {
  objects: readonly ObjectMeta[]
  chosen: ObjectMeta
  onChoose: (plural: string) => void
}) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">What does each row of the file describe?</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {objects.map((object) => (
          <label
            key={object.plural}
            className={classes(
              'flex h-11 items-center gap-2 rounded-md border px-3 text-sm font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
              object === chosen ? 'border-accent bg-accent-soft text-accent-text' : 'border-line-strong hover:bg-hover',
            )}
          >
            <input type="radio" name="object" className="sr-only" checked={object === chosen} onChange={() => onChoose(object.plural)} />
            <ObjectIcon icon={object.icon} />A {object.label.toLowerCase()}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

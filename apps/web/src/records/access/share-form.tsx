import { useState } from 'react'
import { ApiProblem } from '../../api.ts'
import type { ShareLevel } from '../../api-types.ts'
import { Button, Combobox, Input, Select, type Option } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import { localDay } from '../model/calendar.ts'
import { endOf, levels, terms, type Term } from './share-words.ts'

interface ShareFormProps {
  options: readonly Option[]
  onAdd: (grantee: string, name: string, change: { level: ShareLevel; expiresAt: string | null }) => Promise<void>
}

/** Whom, how much, how long. What was chosen stays until it is given. */
export function ShareForm({ options, onAdd }: ShareFormProps) {
  const [grantee, setGrantee] = useState<string>()
  const [level, setLevel] = useState<ShareLevel>('viewer')
  const [term, setTerm] = useState<Term>('open')
  const [day, setDay] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const share = async () => {
    const chosen = options.find((option) => option.value === grantee)
    const expiresAt = endOf(term, day)
    if (chosen === undefined) return setProblem('Choose a person or a team first')
    if (expiresAt === undefined) return setProblem('Choose the last day, today or later')
    setBusy(true)
    try {
      await onAdd(chosen.value, chosen.label, { level, expiresAt })
      setGrantee(undefined)
      setTerm('open')
      setDay('')
      setProblem(undefined)
    } catch (error) {
      setProblem(error instanceof ApiProblem && error.errors[0] !== undefined ? error.errors[0].message : messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void share()
      }}
    >
      <div className="flex gap-2 max-sm:flex-wrap">
        <Combobox
          label="Person or team"
          placeholder="Person or team"
          empty="Nobody of that name"
          options={options}
          value={grantee}
          onChange={(next) => {
            setGrantee(next)
            setProblem(undefined)
          }}
          className="min-w-0 flex-1 max-sm:basis-full"
        />
        <Select label="Access" value={level} options={levels} onChange={setLevel} className="w-32 shrink-0 max-sm:w-auto max-sm:flex-1" />
        <Select label="How long" value={term} options={terms} onChange={setTerm} className="w-32 shrink-0 max-sm:w-auto max-sm:flex-1" />
        <Button type="submit" variant="primary" busy={busy}>
          Share
        </Button>
      </div>
      {term === 'day' && (
        <label className="flex items-center gap-2 self-end text-sm text-muted">
          Last day
          <Input
            type="date"
            autoFocus
            min={localDay(new Date())}
            value={day}
            onChange={(event) => {
              setDay(event.target.value)
              setProblem(undefined)
            }}
            className="w-40"
          />
        </label>
      )}
      {problem !== undefined && (
        <p role="alert" className="text-xs text-red">
          {problem}
        </p>
      )}
    </form>
  )
}

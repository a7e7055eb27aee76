import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Field, Input, Select, Skeleton, classes, toast } from '../../kit/index.ts'
import { FormProblem } from '../../session/entrance.tsx'
import { formProblems, noProblems } from '../../session/form-problems.ts'
import { useDenied } from '../../session/session.ts'
import { accessApi } from '../access-api.ts'
import { accessKey, profileQuery } from '../access-queries.ts'
import { capital } from '../model/permissions.ts'
import { Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { type Profile, clearances } from '../types.ts'

/** What conditions may ask of a person: how confidential, and when. */
export function ProfileForm({ memberId, name }: { memberId: string; name: string }) {
  const profile = useQuery(profileQuery(memberId))
  if (profile.isError)
    return (
      <Section title="Clearance and shift">
        <Unread what="The profile" error={profile.error} retry={() => void profile.refetch()} />
      </Section>
    )
  if (profile.data === undefined)
    return (
      <Section title="Clearance and shift">
        <Skeleton className="my-2 w-40" />
        <Skeleton className="my-2 w-56" />
      </Section>
    )
  return <Form key={profile.data.version} memberId={memberId} name={name} saved={profile.data} />
}

const none = 'none'
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const usual: NonNullable<Profile['shift']> = { start: '08:00', end: '16:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }

function Form({ memberId, name, saved }: { memberId: string; name: string; saved: Profile }) {
  const client = useQueryClient()
  const denied = useDenied()('update', 'assignments')
  const [profile, setProfile] = useState(saved)
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  const { shift, clearance } = profile
  const changed = JSON.stringify(profile) !== JSON.stringify(saved)
  const save = async () => {
    setBusy(true)
    try {
      const next = await accessApi.putProfile(memberId, profile)
      toast({ title: `The profile of ${name} was changed` })
      client.setQueryData(profileQuery(memberId).queryKey, next)
      await client.invalidateQueries({ queryKey: accessKey })
    } catch (error) {
      setProblems(formProblems(error, ['clearance', 'shift.start', 'shift.end', 'shift.days']))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title="Clearance and shift">
      <fieldset disabled={denied !== undefined} className="flex flex-col gap-3">
        <Field
          label="Clearance"
          error={problems.fields['clearance']}
          hint="The most confidential that rules about classification let them see."
        >
          {(control) => (
            <Select
              id={control.id}
              value={clearance ?? none}
              options={[{ value: none, label: 'Not said' }, ...clearances.map((value) => ({ value, label: capital(value) }))]}
              onChange={(value) => setProfile({ ...profile, clearance: value === none ? null : value })}
            />
          )}
        </Field>
        <Field
          label="Shift"
          error={problems.fields['shift.start'] ?? problems.fields['shift.end'] ?? problems.fields['shift.days']}
          hint={shiftHint(shift)}
        >
          {(control) =>
            shift === null ? (
              <Button
                id={control.id}
                size="sm"
                className="self-start"
                denied={denied}
                onClick={() => setProfile({ ...profile, shift: usual })}
              >
                Add a shift
              </Button>
            ) : (
              <div className="flex flex-col gap-2">
                <span className="flex items-center gap-2">
                  <Input
                    id={control.id}
                    type="time"
                    aria-label="Begins"
                    value={shift.start}
                    onChange={(event) => setProfile({ ...profile, shift: { ...shift, start: event.target.value } })}
                  />
                  <span className="text-sm text-muted">to</span>
                  <Input
                    type="time"
                    aria-label="Ends"
                    value={shift.end}
                    onChange={(event) => setProfile({ ...profile, shift: { ...shift, end: event.target.value } })}
                  />
                </span>
                <span role="group" aria-label="Days" className="flex gap-1">
                  {days.map((day) => (
                    <DayButton
                      key={day}
                      day={day}
                      pressed={shift.days.includes(day)}
                      onPress={() =>
                        setProfile({
                          ...profile,
                          shift: { ...shift, days: days.filter((other) => (other === day) !== shift.days.includes(other)) },
                        })
                      }
                    />
                  ))}
                </span>
                <Button size="sm" variant="ghost" className="self-start text-muted" onClick={() => setProfile({ ...profile, shift: null })}>
                  Remove the shift
                </Button>
              </div>
            )
          }
        </Field>
        <FormProblem message={problems.form} />
        {changed && (
          <div className="flex justify-end gap-2">
            <Button onClick={() => setProfile(saved)}>Undo</Button>
            <Button variant="primary" busy={busy} onClick={() => void save()}>
              Save profile
            </Button>
          </div>
        )}
      </fieldset>
    </Section>
  )
}

function shiftHint(shift: Profile['shift']): string | undefined {
  if (shift === null || shift.end > shift.start) return undefined
  return shift.end === shift.start ? 'Around the clock, from each of these days to the next.' : 'It ends on the next day.'
}

function DayButton({ day, pressed, onPress }: { day: string; pressed: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={day}
      onClick={onPress}
      className={classes(
        'h-7 flex-1 rounded-sm border border-line text-xs font-medium text-muted hover:bg-hover max-sm:h-9',
        pressed && 'border-accent bg-accent-soft text-accent-text hover:bg-accent-soft',
      )}
    >
      {capital(day.slice(0, 2))}
    </button>
  )
}

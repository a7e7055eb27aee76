import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Field, classes, toast } from '../../kit/index.ts'
import { countOf } from '../../format.ts'
import { paths } from '../../paths.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { rulesFor, withNewRole, withRole, withoutRole } from '../model/document.ts'
import { ConfirmDialog } from '../page/confirm-dialog.tsx'
import { NameDialog } from '../page/name-dialog.tsx'

export type RoleDialog = { kind: 'add' } | { kind: 'edit' | 'delete' | 'rules'; key: string }

interface RoleDialogsProps {
  dialog: RoleDialog
  desk: PolicyDesk
  onClose: () => void
}

export function RoleDialogs({ dialog, desk, onClose }: RoleDialogsProps) {
  if (dialog.kind === 'add') return <AddRole desk={desk} onClose={onClose} />
  if (dialog.kind === 'rules') return <ShowRules roleKey={dialog.key} />
  const role = desk.document.roles.find((candidate) => candidate.key === dialog.key)
  if (role === undefined) return null
  if (dialog.kind === 'edit') return <EditRole role={role} desk={desk} onClose={onClose} />
  return <DeleteRole role={role} desk={desk} onClose={onClose} />
}

function ShowRules({ roleKey }: { roleKey: string }) {
  const navigate = useNavigate()
  useEffect(() => void navigate({ to: paths.policy(), search: { who: `role:${roleKey}` } }), [navigate, roleKey])
  return null
}

const blank = ''

function AddRole({ desk, onClose }: { desk: PolicyDesk; onClose: () => void }) {
  const { templates } = desk.model
  const [template, setTemplate] = useState(templates[0]?.key ?? blank)
  const from = templates.find((candidate) => candidate.key === template)
  const save = ({ name, description }: { name: string; description: string | null }) => {
    desk.change((document) => withNewRole(document, from, { name, ...(description !== null && { description }) }))
    return Promise.resolve()
  }
  return (
    <NameDialog
      title="New role"
      width="md"
      intro="Built-in roles say how much of everything; a role of your own says exactly what."
      verb="Add role to draft"
      value={{ name: from?.name ?? '' }}
      onSave={save}
      onClose={onClose}
    >
      <Field label="Begin with">
        {({ id }) => (
          <div id={id} role="radiogroup" aria-label="Begin with" className="flex max-h-[38vh] flex-col gap-1 overflow-y-auto">
            {[
              ...templates,
              { key: blank, name: 'Nothing', description: 'An empty role, for rules of your own', rules: [], sentences: [] },
            ].map((choice) => (
              <button
                key={choice.key}
                type="button"
                role="radio"
                aria-checked={choice.key === template}
                onClick={() => setTemplate(choice.key)}
                className={classes(
                  'rounded-md border border-line px-3 py-2 text-left hover:bg-hover',
                  choice.key === template && 'border-accent bg-accent-soft hover:bg-accent-soft',
                )}
              >
                <span className="block text-sm font-medium">{choice.name}</span>
                <span className="block text-xs text-muted">{choice.description}</span>
                {choice.key === template &&
                  choice.sentences.map((sentence) => (
                    <span key={sentence} className="mt-1.5 block border-l-2 border-accent pl-2 text-xs text-pretty">
                      {sentence}
                    </span>
                  ))}
              </button>
            ))}
          </div>
        )}
      </Field>
    </NameDialog>
  )
}

type Role = PolicyDesk['document']['roles'][number]

function EditRole({ role, desk, onClose }: { role: Role; desk: PolicyDesk; onClose: () => void }) {
  const save = ({ name, description }: { name: string; description: string | null }) => {
    const { description: _, ...rest } = role
    desk.change((document) => withRole(document, { ...rest, name, ...(description !== null && { description }) }))
    return Promise.resolve()
  }
  return (
    <NameDialog
      title={`Rename ${role.name}`}
      verb="Rename in draft"
      value={{ name: role.name, description: role.description ?? null }}
      onSave={save}
      onClose={onClose}
    />
  )
}

function DeleteRole({ role, desk, onClose }: { role: Role; desk: PolicyDesk; onClose: () => void }) {
  const rules = rulesFor(desk.document, `role:${role.key}`).length
  const remove = () => {
    const before = desk.document
    desk.change((document) => withoutRole(document, role.key))
    toast({ title: `${role.name} is out of the draft`, action: { label: 'Undo', run: () => desk.change(() => before) } })
    return Promise.resolve()
  }
  return (
    <ConfirmDialog title={`Delete ${role.name}`} verb="Delete in draft" onConfirm={remove} onClose={onClose}>
      {countOf(rules, 'rule', 'rules')} that {rules === 1 ? 'names' : 'name'} it change with it. Whoever has the role loses what it gives
      once you save the draft.
    </ConfirmDialog>
  )
}

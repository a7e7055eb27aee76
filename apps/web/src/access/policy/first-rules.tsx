import { Plus, ScrollText } from 'lucide-react'
import { Button, EmptyState } from '../../kit/index.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { withNewRole } from '../model/document.ts'
import type { RoleTemplate } from '../types.ts'

/** Before there is a rule: a role to begin with, one press away from the draft. */
export function FirstRules({ desk, onAdd }: { desk: PolicyDesk; onAdd: () => void }) {
  const { templates } = desk.model
  const begin = (template: RoleTemplate) => desk.change((document) => withNewRole(document, template, { name: template.name }))
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <EmptyState icon={<ScrollText />} title="No rules of your own yet" className="flex-none pb-6">
        The built-in roles decide: owners, admins, members, viewers and guests. Rules of your own give more, or take away. Nothing counts
        before you save it.
      </EmptyState>
      <section aria-label="Begin with a role" className="mx-auto w-full max-w-3xl px-4 pb-8">
        <h2 className="mb-2 text-sm font-medium">Begin with a role</h2>
        <ul className="grid gap-2 sm:grid-cols-2">
          {templates.map((template) => (
            <li key={template.key}>
              <button
                type="button"
                disabled={desk.denied !== undefined}
                onClick={() => begin(template)}
                className="flex h-full w-full items-start gap-3 rounded-md border border-line bg-raised px-3 py-2.5 text-left hover:bg-hover disabled:opacity-60"
              >
                <Plus className="mt-0.5 shrink-0 text-muted" aria-hidden />
                <span className="min-w-0">
                  <span className="block text-sm font-medium">{template.name}</span>
                  <span className="block text-xs text-pretty text-muted">{template.description}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <p className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
          Or write the first rule yourself
          <Button size="sm" denied={desk.denied} onClick={onAdd}>
            <Plus /> Add rule
          </Button>
        </p>
      </section>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { ArrowRight, FileUp, Plus, Search, UserPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ObjectMeta } from '../api-types.ts'
import { useFrame } from '../frame/frame-state.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { Kbd } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { useDenied } from '../session/session.ts'

/** An empty organization: the way to something worth looking at, shortest first. */
export function FirstSteps({ objects }: { objects: readonly ObjectMeta[] }) {
  const denied = useDenied()
  const importable = objects.filter((object) => denied('import', object.plural) === undefined)
  const creatable = objects.filter((object) => denied('create', object.plural) === undefined)
  return (
    <div className="flex flex-col gap-4">
      <p className="-mt-6 text-base text-muted">Nothing is here yet. Start with what you have.</p>
      <Step
        icon={<FileUp />}
        title="Bring your data"
        text="A CSV or Excel file as it is. Columns, dates and names are recognised, you see what will happen before it does, and a whole import can be undone."
      >
        <div className="flex flex-wrap gap-2">
          {importable.map((object) => (
            <Link key={object.plural} to={paths.newImport()} search={{ object: object.plural }} className={chip}>
              <ObjectIcon icon={object.icon} /> Import {object.pluralLabel.toLowerCase()}
            </Link>
          ))}
        </div>
        {importable.length === 0 && <p className="text-sm text-muted">{denied('import', 'deals')}</p>}
      </Step>
      <Step icon={<UserPlus />} title="Invite people" text="By a link, each with a role. People who only own records need no sign-in.">
        <div className="flex flex-wrap gap-2">
          <Link to={paths.members()} className={chip}>
            Open members <ArrowRight />
          </Link>
          {denied('update', 'policies') === undefined && (
            <Link to={paths.policy()} className={chip}>
              Decide who sees what <ArrowRight />
            </Link>
          )}
        </div>
      </Step>
      {creatable.length > 0 && (
        <Step icon={<Plus />} title="Or begin by hand" text="Create a first record and fill in the rest later.">
          <div className="flex flex-wrap gap-2">
            {creatable.map((object) => (
              <Link key={object.plural} to={paths.list(object.plural)} search={{ record: 'new' }} className={chip}>
                New {object.label.toLowerCase()}
              </Link>
            ))}
          </div>
        </Step>
      )}
      <Step icon={<Search />} title="Know two keys" text="They reach everything else.">
        <div className="flex flex-wrap gap-2">
          <button type="button" className={chip} onClick={() => useFrame.setState({ paletteOpen: true })}>
            Find, go and do <Kbd keys="mod+k" />
          </button>
          <button type="button" className={chip} onClick={() => useFrame.setState({ sheetOpen: true })}>
            All keys <Kbd keys="?" />
          </button>
        </div>
      </Step>
    </div>
  )
}

const chip =
  'inline-flex h-8 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 text-sm font-medium transition-colors hover:bg-hover max-sm:h-10 [&_svg]:text-muted'

function Step({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section className="flex gap-4 rounded-lg border border-line p-4">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent-text">{icon}</span>
      <div className="min-w-0 flex-1">
        <h3 className="text-base font-semibold">{title}</h3>
        <p className="mb-3 text-sm text-pretty text-muted">{text}</p>
        {children}
      </div>
    </section>
  )
}

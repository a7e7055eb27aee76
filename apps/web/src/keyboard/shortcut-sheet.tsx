import { Dialog, Kbd } from '../kit/index.ts'
import { useScopes } from './registry.ts'

/** All keys that work where the reader is, nearest first. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const scopes = useScopes((state) => state.scopes)
  const groups = new Map<string, { keys: string; label: string }[]>()
  for (const scope of scopes.toReversed()) groups.set(scope.name, [...(groups.get(scope.name) ?? []), ...scope.shortcuts])
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" description="What works here and now." width="lg">
      <div className="grid gap-x-8 gap-y-5 pb-2 sm:grid-cols-2">
        {[...groups].map(([name, shortcuts]) => (
          <section key={name} className="break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-muted">{name}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="flex items-center justify-between gap-3 border-b border-line py-1">
                  <dt className="text-sm">{shortcut.label}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} className="text-muted" />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Clock, Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import type { ObjectMeta, SearchHit } from '../api-types.ts'
import { useFrame } from '../frame/frame-state.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { Kbd, commandItemClasses } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { objectsQuery } from '../queries.ts'
import { usePaletteCommands } from './palette-commands.tsx'
import { type Recent, rememberRecord, useRecents } from './recents.ts'
import { useRecordSearch } from './use-record-search.ts'

/** Find, go and do, from one line. */
export function CommandPalette() {
  const [text, setText] = useState('')
  const close = () => useFrame.setState({ paletteOpen: false })
  const { hits, searching } = useRecordSearch(text)
  const groups = usePaletteCommands()
  const recents = useRecents()
  return (
    <Radix.Root open onOpenChange={close}>
      <Radix.Portal>
        <div className="fixed inset-0 z-50 flex justify-center bg-backdrop animate-fade sm:px-4 sm:pt-[12vh]">
          <Radix.Content
            aria-describedby={undefined}
            className="flex h-fit max-h-full w-full flex-col overflow-hidden border-line bg-raised shadow-sheet animate-rise focus:outline-none max-sm:h-dvh sm:max-h-[min(30rem,70vh)] sm:max-w-xl sm:rounded-lg sm:border"
          >
            <Radix.Title className="sr-only">Find, go and do</Radix.Title>
            <Command loop label="Find, go and do" filter={matches} className="flex min-h-0 flex-col">
              <div className="flex items-center gap-2.5 border-b border-line px-3.5">
                <Search className="text-muted" aria-hidden />
                <Command.Input
                  value={text}
                  onValueChange={setText}
                  autoFocus
                  placeholder="Find, go, do"
                  className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none max-sm:text-lg"
                />
                <button type="button" onClick={close} className="rounded-sm text-xs text-muted" aria-label="Close">
                  <Kbd keys="escape" className="max-sm:hidden" />
                  <span className="text-base sm:hidden">Cancel</span>
                </button>
              </div>
              <Command.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5" aria-busy={searching}>
                <Command.Empty className="px-2 py-8 text-center text-sm text-muted">
                  {searching ? 'Searching' : 'No record, page or action has this in its name'}
                </Command.Empty>
                <RecordHits hits={text.trim() === '' ? [] : hits} onGo={close} />
                {text === '' && recents.length > 0 && <RecentRecords recents={recents.slice(0, 5)} onGo={close} />}
                {groups.map((group) => (
                  <PaletteGroup key={group.name} heading={group.name}>
                    {group.commands.map((command) => (
                      <Command.Item
                        key={command.label}
                        value={`${group.name} ${command.label}`}
                        keywords={command.keywords ?? []}
                        onSelect={() => {
                          close()
                          command.run()
                        }}
                        className={commandItemClasses}
                      >
                        <span className="text-muted">{command.icon}</span>
                        <span className="min-w-0 flex-1 truncate">{command.label}</span>
                        {command.shortcut !== undefined && <Kbd keys={command.shortcut} className="text-faint max-sm:hidden" />}
                      </Command.Item>
                    ))}
                  </PaletteGroup>
                ))}
              </Command.List>
            </Command>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

const serverFound = 'found:'

/** What the server found stays, in its order; commands match by the words of their names. */
function matches(value: string, search: string, keywords?: string[]): number {
  if (value.startsWith(serverFound)) return 2
  const words = [value, ...(keywords ?? [])].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => words.includes(word))
    ? 1
    : 0
}

function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  )
}

function RecordHits({ hits, onGo }: { hits: readonly SearchHit[]; onGo: () => void }) {
  const go = useGoToRecord(onGo)
  const objects = useSuspenseQuery(objectsQuery).data
  if (hits.length === 0) return null
  return (
    <PaletteGroup heading="Records">
      {hits.map((hit) => {
        const object = objects.find((candidate) => candidate.name === hit.object)
        if (object === undefined) return null
        return (
          <Command.Item key={hit.id} value={`${serverFound}${hit.id}`} onSelect={() => go(object, hit)} className={commandItemClasses}>
            <ObjectIcon icon={object.icon} className="text-muted" />
            <span className="min-w-0 truncate">{hit.name}</span>
            <span className="min-w-0 flex-1 truncate text-muted">{hit.detail}</span>
            <span className="shrink-0 text-xs text-faint">{object.label}</span>
          </Command.Item>
        )
      })}
    </PaletteGroup>
  )
}

function RecentRecords({ recents, onGo }: { recents: readonly Recent[]; onGo: () => void }) {
  const go = useGoToRecord(onGo)
  const objects = useSuspenseQuery(objectsQuery).data
  return (
    <PaletteGroup heading="Recent">
      {recents.map((recent) => {
        const object = objects.find((candidate) => candidate.name === recent.object)
        if (object === undefined) return null
        return (
          <Command.Item
            key={recent.id}
            value={`recent ${recent.id}`}
            keywords={[recent.name]}
            onSelect={() => go(object, recent)}
            className={commandItemClasses}
          >
            <Clock className="text-muted" />
            <span className="min-w-0 flex-1 truncate">{recent.name}</span>
            <span className="shrink-0 text-xs text-faint">{object.label}</span>
          </Command.Item>
        )
      })}
    </PaletteGroup>
  )
}

function useGoToRecord(onGo: () => void): (object: ObjectMeta, record: { id: string; name: string }) => void {
  const navigate = useNavigate()
  return (object, record) => {
    onGo()
    rememberRecord({ object: object.name, id: record.id, name: record.name })
    void navigate({ to: paths.list(object.plural), search: { record: record.id } })
  }
}

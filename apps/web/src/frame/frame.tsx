import { Outlet } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'
import { ExplanationPopover } from '../access-kit/explanation.tsx'
import { ShortcutSheet } from '../keyboard/index.ts'
import { Dialog } from '../kit/index.ts'
import { OfflineBanner } from '../session/offline-banner.tsx'
import { enter } from '../session/entering.ts'
import { OrganizationForm } from '../session/organization-form.tsx'
import { useSession } from '../session/session.ts'
import { DemonstrationBar } from './demonstration-bar.tsx'
import { useFrame } from './frame-state.ts'
import { useFrameShortcuts } from './frame-shortcuts.ts'
import { PageAnnouncer } from './page-title.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { SideBar } from './side-bar.tsx'

// Loaded when first opened: nobody needs it to see a list.
const CommandPalette = lazy(async () => ({ default: (await import('../palette/command-palette.tsx')).CommandPalette }))
const OwnSessions = lazy(async () => ({ default: (await import('../session/own-sessions.tsx')).OwnSessions }))

export function Frame() {
  useFrameShortcuts()
  const session = useSession()
  const paletteOpen = useFrame((state) => state.paletteOpen)
  const sheetOpen = useFrame((state) => state.sheetOpen)
  const sessionsOpen = useFrame((state) => state.sessionsOpen)
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-70 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-pop"
      >
        Skip to content
      </a>
      <OfflineBanner />
      {session.demonstration && <DemonstrationBar />}
      <div className="flex min-h-0 flex-1">
        <SideBar />
        <Main />
      </div>
      <PhoneBar />
      {paletteOpen && (
        <Suspense>
          <CommandPalette />
        </Suspense>
      )}
      <ShortcutSheet open={sheetOpen} onOpenChange={(open) => useFrame.setState({ sheetOpen: open })} />
      <NewOrganization />
      <ExplanationPopover />
      {sessionsOpen && (
        <Suspense>
          <OwnSessions open onOpenChange={(open) => useFrame.setState({ sessionsOpen: open })} />
        </Suspense>
      )}
    </div>
  )
}

function Main() {
  return (
    <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col overflow-hidden focus:outline-none">
      <PageAnnouncer />
      <Outlet />
    </main>
  )
}

function NewOrganization() {
  const open = useFrame((state) => state.creatingOrganization)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => useFrame.setState({ creatingOrganization: next })}
      title="Create an organization"
      description="You become its owner and change over to it."
      width="sm"
    >
      <OrganizationForm onCreated={() => enter('/')} />
    </Dialog>
  )
}

import './theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenToKeys } from './keyboard/index.ts'
import { Toaster, TooltipProvider } from './kit/index.ts'
import { queryClient } from './queries.ts'
import { router } from './router.tsx'
import { SwitchedElsewhere, watchSessionProblems } from './session/session-problems.tsx'

// A newer version was installed while this page was open: its parts have other names now.
window.addEventListener('vite:preloadError', reloadOnce)

listenToKeys()
watchSessionProblems()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <SwitchedElsewhere />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
)

/** Once in ten seconds, so that a part that is missing for good ends in a message and not in a loop. */
function reloadOnce(event: Event): void {
  const key = 'freehold-reloaded'
  const last = Number(sessionStorage.getItem(key) ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem(key, String(Date.now()))
  event.preventDefault()
  window.location.reload()
}

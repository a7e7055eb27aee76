import './theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenToKeys } from './keyboard/index.ts'
import { Toaster, TooltipProvider } from './kit/index.ts'
import { queryClient } from './queries.ts'
import { loadOtherPages, router } from './router.tsx'
import { watchAccess } from './session/access-watch.ts'
import { SwitchedElsewhere, watchSessionProblems } from './session/session-problems.tsx'

listenToKeys()
watchSessionProblems()
watchAccess()

// Two seconds after the first page stands, when nobody waits for anything.
const stop = router.subscribe('onResolved', () => {
  stop()
  setTimeout(loadOtherPages, 2000)
})

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

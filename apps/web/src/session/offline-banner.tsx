import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'

function subscribe(notify: () => void): () => void {
  window.addEventListener('online', notify)
  window.addEventListener('offline', notify)
  return () => {
    window.removeEventListener('online', notify)
    window.removeEventListener('offline', notify)
  }
}

export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (online) return null
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-amber-soft px-4 py-1.5 text-sm text-amber">
      <WifiOff /> You are offline. You can read what is loaded; changes wait until the connection is back.
    </p>
  )
}

import { useEffect } from 'react'
import { create } from 'zustand'

const usePageTitle = create<{ title: string }>()(() => ({ title: '' }))

/** Names the page in the browser's tab and to screen readers, who would not notice that it changed. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return
    document.title = `${title} · Freehold`
    usePageTitle.setState({ title })
  }, [title])
}

export function PageAnnouncer() {
  const title = usePageTitle((state) => state.title)
  return (
    <p role="status" className="sr-only">
      {title}
    </p>
  )
}

import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, classes } from '../../kit/index.ts'

interface ListAndDetailProps {
  list: ReactNode
  /** Of what is chosen in the list; undefined: nothing is. */
  detail: ReactNode | undefined
  /** `Teams`, for the way back on narrow pages. */
  back: string
  onBack: () => void
  /** More room for the detail: it is worked in, not only read. */
  wide?: boolean
}

/** A list with what is chosen in it at the right; on narrow pages one after the other. */
export function ListAndDetail({ list, detail, back, onBack, wide = false }: ListAndDetailProps) {
  return (
    <div className="flex min-h-0 flex-1">
      <div className={classes('min-w-0 flex-1 overflow-y-auto', detail !== undefined && 'max-lg:hidden')}>{list}</div>
      {detail !== undefined && (
        <aside
          aria-label="Details"
          className={classes(
            'flex min-w-0 flex-col overflow-y-auto border-line bg-canvas max-lg:flex-1 lg:shrink-0 lg:border-l',
            wide ? 'lg:w-120 xl:w-140' : 'lg:w-110',
          )}
        >
          <div className="px-2 pt-2 lg:hidden">
            <Button variant="ghost" size="sm" onClick={onBack}>
              <ArrowLeft /> {back}
            </Button>
          </div>
          {detail}
        </aside>
      )}
    </div>
  )
}

import { useState, type ReactElement } from 'react'
import { Tooltip } from '../../kit/index.ts'

/** A tooltip that exists once somebody points: in a list hundreds stand ready, and drawing them all would be felt while scrolling. */
export function LazyTooltip({ content, children }: { content: string; children: ReactElement }) {
  const [near, setNear] = useState(false)
  if (near) return <Tooltip content={content}>{children}</Tooltip>
  return (
    <span className="contents" onPointerEnter={() => setNear(true)}>
      {children}
    </span>
  )
}

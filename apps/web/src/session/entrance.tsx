import type { ReactNode } from 'react'
import { useTitle } from '../frame/page-title.tsx'

/** The quiet page around sign-in, registration and invitations: one column, the mark above. */
export function Entrance({
  title,
  intro,
  children,
  footer,
}: {
  title: string
  intro?: ReactNode
  children: ReactNode
  footer?: ReactNode
}) {
  useTitle(title)
  return (
    <div className="grid min-h-full grid-cols-1 bg-sunken lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)_minmax(0,1fr)]">
      <main className="col-start-1 mx-auto flex w-full max-w-104 flex-col justify-center px-6 py-10 lg:col-start-2">
        <div className="mb-8 flex items-center gap-2.5">
          <img src="/mark.svg" alt="" className="size-7" />
          <span className="text-lg font-semibold tracking-tight">Freehold</span>
        </div>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {intro !== undefined && <div className="mt-1.5 text-base text-pretty text-muted">{intro}</div>}
        <div className="mt-7">{children}</div>
        {footer !== undefined && <div className="mt-7 text-sm text-muted">{footer}</div>}
      </main>
    </div>
  )
}

/** A refusal that concerns the whole form: above its button, announced. */
export function FormProblem({ message }: { message: string | undefined }) {
  if (message === undefined) return null
  return (
    <p role="alert" className="rounded-md bg-red-soft px-3 py-2 text-sm text-red">
      {message}
    </p>
  )
}

export const entranceLink = 'font-medium text-accent-text underline-offset-2 hover:underline'

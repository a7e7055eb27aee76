import { useQuery } from '@tanstack/react-query'
import { Check, CircleHelp, LifeBuoy, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, classes, Popover, PopoverAnchor, PopoverContent, Skeleton, type Tone } from '../kit/index.ts'
import { useSession } from '../session/session.ts'
import { useExplanation, type Asked } from './explanation-state.ts'
import { useWhomToAsk } from './whom-to-ask.ts'
import { whyQuery, type Explanation, type ExplanationStep } from './question.ts'

/** "Why can't I?", answered beside the control that was pressed: the sentence that decided, what else was looked at, whom to ask. */
export function ExplanationPopover() {
  const asked = useExplanation((state) => state.asked)
  if (asked === undefined) return null
  const close = () => useExplanation.setState({ asked: undefined })
  return (
    <Popover
      open
      onOpenChange={(open) => {
        if (!open) close()
      }}
    >
      <PopoverAnchor virtualRef={{ current: { getBoundingClientRect: () => asked.at } }} />
      <PopoverContent
        aria-label={`Why can’t I ${asked.deed}?`}
        className="w-88 max-w-[calc(100vw-1rem)] p-0"
        // The menu or message that was pressed gives its focus away after this opened.
        onFocusOutside={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (asked.opener instanceof HTMLElement && asked.opener.isConnected) asked.opener.focus({ preventScroll: true })
        }}
      >
        <Content asked={asked} />
      </PopoverContent>
    </Popover>
  )
}

function Content({ asked }: { asked: Asked }) {
  const { data, isPending, isError } = useQuery(whyQuery(asked.question))
  return (
    <>
      <h2 className="px-4 pt-3 text-sm font-semibold text-pretty break-words">Why can’t I {asked.deed}?</h2>
      <div className="px-4 pt-1.5 pb-3 text-sm">
        {isPending && (
          <div className="flex flex-col gap-2 py-1.5">
            <Skeleton className="w-full" />
            <Skeleton className="w-2/3" />
          </div>
        )}
        {isError && <p className="text-muted">The rules do not let you. What they say in full could not be read just now.</p>}
        {data?.allowed === true && <p>You can now. Your access changed since this page was drawn.</p>}
        {data?.allowed === false && <Answer explanation={data} />}
      </div>
      {data?.allowed !== true && <Help text={data?.help} />}
    </>
  )
}

function Answer({ explanation }: { explanation: Explanation }) {
  const steps = explanation.steps.filter((step) => step.sentence !== explanation.sentence)
  return (
    <>
      <p className="text-pretty break-words">{explanation.sentence}</p>
      {steps.length > 0 && (
        <section aria-label="What was looked at" className="mt-3">
          <h3 className="text-xs font-medium text-muted">What was looked at</h3>
          <ol className="mt-1 flex max-h-52 flex-col gap-1.5 overflow-y-auto">
            {steps.map((step, at) => (
              <Step key={`${step.rule} ${at}`} step={step} decided={step.rule === explanation.rule} />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

const effects: Record<ExplanationStep['effect'], { tone: Tone; label: string }> = {
  allow: { tone: 'good', label: 'allows' },
  deny: { tone: 'attention', label: 'denies' },
  forbid: { tone: 'loss', label: 'forbids' },
}

function Step({ step, decided }: { step: ExplanationStep; decided: boolean }): ReactNode {
  const { tone, label } = effects[step.effect]
  return (
    <li className="flex items-start gap-2 text-xs">
      <span className="mt-0.5 shrink-0 text-muted [&_svg]:size-3.5" title={outcomeWords[step.outcome]}>
        {step.outcome === 'applies' ? <Check /> : step.outcome === 'does_not_apply' ? <X /> : <CircleHelp />}
      </span>
      <span className={classes('min-w-0 flex-1 text-pretty break-words', decided ? 'text-ink' : 'text-muted')}>
        <Badge tone={step.outcome === 'does_not_apply' ? 'neutral' : tone} className="mr-1.5 h-4">
          {step.outcome === 'does_not_apply' ? 'does not apply' : label}
        </Badge>
        {step.sentence}
      </span>
    </li>
  )
}

const outcomeWords: Record<ExplanationStep['outcome'], string> = {
  applies: 'Applies here',
  does_not_apply: 'Does not apply here',
  unknown: 'Could not be decided: something it needs is not known',
}

function Help({ text }: { text: string | undefined }) {
  const session = useSession()
  const ask = useWhomToAsk()
  const general = text !== undefined && text !== '' ? text : `An owner or admin of ${session.organization.name} can change that.`
  return (
    <p className="flex items-start gap-2 border-t border-line px-4 py-2.5 text-xs text-muted">
      <LifeBuoy aria-hidden className="mt-px size-3.5!" />
      <span>{ask ?? general}</span>
    </p>
  )
}

import { useQuery } from '@tanstack/react-query'
import { whyQuery, type Question } from './question.ts'

/** In a tooltip: the sentence that decided, once it is known, and how to hear more. Drawn, and so asked for, only when somebody points. */
export function RefusalTip({ text, question }: { text: string; question: Question }) {
  const { data } = useQuery(whyQuery(question))
  return (
    <>
      <span className="block">{data?.allowed === false ? data.sentence : text}</span>
      <span className="block opacity-75">Press to see why</span>
    </>
  )
}

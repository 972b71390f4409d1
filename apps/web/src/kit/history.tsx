import { useQuery } from '@tanstack/react-query'
import { formatInstant, type Register } from '@phaodai/registers'
import { Answer } from '../ui/states.tsx'
import { fetchHistory, type HistoryStep, type Names } from './api.ts'
import { actionWord, fieldWord, kit, valueText } from './words.ts'

/** Everything that happened to a record, newest first. */
export function History({ register, id, revealed }: { register: Register; id: string; revealed: boolean }) {
  const history = useQuery({ queryKey: ['registers', register.name, 'history', id, revealed], queryFn: () => fetchHistory(register.name, id, revealed) })
  return (
    <Answer of={history}>
      {({ steps, names }) => <ol className="kit-history">{steps.toReversed().map((step, index) => <Step key={index} {...{ register, step, names }} />)}</ol>}
    </Answer>
  )
}

function Step({ register, step, names }: { register: Register; step: HistoryStep; names: Names }) {
  const text = (field: string, value: unknown) => valueText(register, field, value, names)
  return (
    <li>
      <p><strong>{actionWord(register, step.action)}</strong> <span className="quiet">{formatInstant(step.at)} · {step.title === null ? kit('byUnknown') : `${step.title}, ${step.body ?? ''}`}</span></p>
      {step.hidden && <p className="quiet">{kit('hiddenChange')}</p>}
      <dl>
        {step.changes.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{fieldWord(register, field)}</dt>
            <dd>{before !== null && step.action !== 'create' && <><del>{text(field, before)}</del> → </>}{after === null ? kit('nothing') : <ins>{text(field, after)}</ins>}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

import { taskStates, type TaskState } from '@phaodai/office'
import { t } from '../text/t.ts'

/** A thin bar of tasks by state in neutral tones; the words and numbers stand in its label. */
export function StateBar({ states, total, legend = false }: { states: Partial<Record<string, number>>; total: number; legend?: boolean }) {
  const parts = taskStates.filter((state) => (states[state] ?? 0) > 0)
  const words = parts.map((state) => `${t(`taskState.${state}`)} ${states[state]}`).join(', ')
  return (
    <span className="state-bar-box">
      <span className="state-bar" role="img" aria-label={words} title={words}>
        {parts.map((state) => <span key={state} className={`bar-${state}`} style={{ flexGrow: states[state] ?? 0 }} />)}
        {total === 0 && <span className="bar-none" />}
      </span>
      {legend && <span className="bar-legend" aria-hidden="true">{parts.map((state: TaskState) => <span key={state}><i className={`bar-${state}`} /> {t(`taskState.${state}`)} <b className="figures">{states[state]}</b></span>)}</span>}
    </span>
  )
}

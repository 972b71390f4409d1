import { CheckCircleOutlined, ClockCircleFilled, WarningFilled } from '@ant-design/icons'
import type { SpecimenLine } from '@phaodai/office'
import { specimen } from '@phaodai/registers'
import { codeWord, stateWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'

type Clocked = Pick<SpecimenLine, 'clock' | 'dueAt' | 'retestDueAt' | 'outcome' | 'takenAt' | 'resultedAt'>

/** The turnaround clock: until when a result is due, that it is late, or how many hours it took. */
export function Clock({ of: { clock, dueAt, retestDueAt, outcome, takenAt, resultedAt } }: { of: Clocked }) {
  if (clock === 'done') {
    if (outcome === null || resultedAt === null) return null
    const hours = Math.max(0, Math.round((Date.parse(resultedAt) - Date.parse(takenAt)) / 3_600_000))
    return <span className="quiet"><CheckCircleOutlined aria-hidden="true" /> {t('testing.clock.took', { n: hours })}</span>
  }
  const late = clock === 'late'
  return <span className={late ? 'desk-late' : undefined}>{late ? <WarningFilled aria-hidden="true" /> : <ClockCircleFilled aria-hidden="true" />} {t(retestDueAt === null ? (late ? 'testing.clock.late' : 'testing.clock.due') : late ? 'testing.clock.retestLate' : 'testing.clock.retestDue')} <InstantText at={retestDueAt ?? dueAt} /></span>
}

/** Where a tube stands in words: its outcome when there is one, else its state. */
export function Standing({ of: { outcome, state, rejectReason } }: { of: Pick<SpecimenLine, 'outcome' | 'state' | 'rejectReason'> }) {
  if (outcome !== null) return <span className={`test-outcome ${outcome}`}>{codeWord(specimen, 'outcome', outcome)}</span>
  return <>{stateWord(specimen, state)}{rejectReason !== null && <span className="quiet"> ({codeWord(specimen, 'rejectReason', rejectReason)})</span>}</>
}

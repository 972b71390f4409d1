import type { CaseLine } from '@phaodai/office'
import { formatInstant } from '@phaodai/registers'
import { t, word } from '../text/t.ts'

const SIGNS = { 'none': '–', 'running': '◷', 'soon': '◔', 'late': '▲', 'in-time': '✓', 'too-late': '✗' } as const

/** Where the legal clock of a case stands: in words, with a sign and its hour, never by colour alone. */
export function ClockMark({ of }: { of: CaseLine }) {
  const { clock, clockState } = of
  return (
    <span className={`case-clock ${clockState}`}>
      <span aria-hidden="true">{SIGNS[clockState]} </span>{word(`cases.clock.${clockState}`)}
      {clock && <span className="quiet"> · {clock.stoppedAt === null ? t('cases.dueAt', { at: formatInstant(clock.dueAt) }) : formatInstant(clock.stoppedAt)}</span>}
    </span>
  )
}

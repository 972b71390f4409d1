import type { ZoneLine } from '@phaodai/office'
import { zone as register } from '@phaodai/registers'
import { formatDay, type MeasureAnswer } from '@phaodai/vocabulary'
import { stateWord } from '../kit/words.ts'
import { t } from '../text/t.ts'

/** From when until when, in words. */
export const termWord = (fromOn: string, untilOn: string | null): string => (untilOn === null ? t('zone.termOpen', { from: formatDay(fromOn) }) : t('zone.term', { from: formatDay(fromOn), until: formatDay(untilOn) }))

/** Where a zone stands; one that is over and was neither extended nor lifted is told apart. */
export function Standing({ of: { state, untilOn }, today }: { of: Pick<ZoneLine, 'state' | 'untilOn'>; today: string }) {
  const expired = state === 'in_force' && untilOn !== null && untilOn < today
  return <span className="zone-state" data-state={expired ? 'expired' : state}>{expired ? t('zone.box.expired') : stateWord(register, state)}</span>
}

const SIGNS: Record<MeasureAnswer, string> = { open: '✓', required: '!', limited: '◐', stopped: '✕' }

/** What a measure says, by a sign and a word: never by colour alone. */
export function AnswerMark({ answer }: { answer: MeasureAnswer }) {
  return <span className="zone-answer" data-answer={answer}><span aria-hidden="true">{SIGNS[answer]}</span> {t(`zone.answer.${answer}`)}</span>
}

/** How many are known to be inside. */
export const insideWord = ({ households, people }: Pick<ZoneLine, 'households' | 'people'>): string => (households === null || people === null ? t('zone.insideNone') : t('zone.inside', { households, people }))

import type { IsolationLine } from '@phaodai/office'
import { isolationOrder } from '@phaodai/registers'
import { daysBetween, formatDay } from '@phaodai/vocabulary'
import { codeWord, stateWord } from '../kit/words.ts'
import { t } from '../text/t.ts'

/** Where an order stands. */
export function Standing({ of: { state } }: { of: Pick<IsolationLine, 'state'> }) {
  return <span className="isolation-state" data-state={state}>{stateWord(isolationOrder, state)}</span>
}

/** Until when, which day it is, and whether it is over. */
export function TermText({ line: { state, countedFrom, untilOn, thenForm, thenFrom }, today }: { line: IsolationLine; today: string }) {
  const [of, n] = [daysBetween(countedFrom, untilOn), daysBetween(countedFrom, today)]
  const isNow = state === 'running' || state === 'violated'
  return (
    <>
      {t('isolation.untilEnd', { day: formatDay(untilOn) })}
      {isNow && (n > of ? <strong className="desk-late"> · {t('isolation.late', { n: n - of })}</strong> : n === of ? <strong> · {t('isolation.endsToday')}</strong> : <span className="quiet"> · {t('isolation.dayOf', { n, of })}</span>)}
      {thenForm !== null && thenFrom !== null && <span className="quiet"> · {codeWord(isolationOrder, 'form', thenForm)} {formatDay(thenFrom)}</span>}
    </>
  )
}

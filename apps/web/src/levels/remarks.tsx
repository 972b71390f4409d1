import type { LevelRemark, LevelView } from '@phaodai/office'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { InstantText } from '../ui/marks.tsx'
import { answerRemark, LEVELS } from './api.ts'
import { LevelOf } from './badge.tsx'
import { measureWord } from './words.ts'

/** What was said against the level of a unit, each with its answer or the way to answer it. */
export function Remarks({ view }: { view: LevelView }) {
  if (view.remarkList.length === 0) return null
  return (
    <section className="level-section" aria-label={t('levels.remarks')}>
      <h2>{t('levels.remarks')}</h2>
      {view.remarkList.map((remark) => <Remark key={remark.id} remark={remark} view={view} />)}
    </section>
  )
}

function Remark({ remark, view: { rules, may } }: { remark: LevelRemark; view: LevelView }) {
  const figures = Object.entries(remark.measures).map(([measure, { count, base, percentage }]) => `${measureWord(measure)}: ${percentage ? t('levels.share', { value: formatNumber(count) }) : t('levels.ratio', { count: formatNumber(count), base: formatNumber(base) })}`)
  return (
    <article className="level-remark">
      <p><strong>{remark.by}</strong> <span className="quiet"><InstantText at={remark.at} /></span></p>
      <p>{remark.says}</p>
      {figures.length > 0 && <p>{figures.join('; ')}; {t('levels.remark.computed', { level: rules.levels.find(({ level }) => level === remark.computed)?.name ?? t('levels.unknown') })}</p>}
      {remark.counterLevel !== null && <p>{t('levels.argue.level')}: <LevelOf level={remark.counterLevel} levels={rules.levels} /></p>}
      {remark.answer === null ? <p className="quiet">{t('levels.remark.open')}</p> : <p><strong>{t(`levels.remark.${remark.answer}`)}</strong>: {remark.answerReason} <span className="quiet">{remark.answeredBy}</span></p>}
      {remark.answer === null && may.includes('settle') && <AnswerForm remark={remark} figures={figures.length > 0 || remark.flags !== null} />}
    </article>
  )
}

function AnswerForm({ remark, figures }: { remark: LevelRemark; figures: boolean }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [reason, setReason] = useState('')
  const takes = [...(figures ? ['figures' as const] : []), ...(remark.counterLevel === null ? [] : ['level' as const]), 'nothing' as const]
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="level-tools no-print">
        <label className="wide">{t('levels.answer.reason')}<Input maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} /></label>
        {takes.map((take, n) => <Button key={take} type={n === 0 ? 'primary' : 'default'} disabled={busy || reason.trim() === ''} onClick={() => void act(() => answerRemark(remark.id, { version: remark.version, take, reason }))}>{t(`levels.answer.${take}`)}</Button>)}
      </div>
    </>
  )
}

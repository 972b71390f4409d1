import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { MeasureRule } from '@phaodai/office'
import { formatDay, measureAnswers } from '@phaodai/vocabulary'
import { FieldsDialog } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getCatalogue, replaceRule } from './api.ts'
import { AnswerMark } from './words.tsx'
import '../ui/desk.css'
import './zones.css'

/** Danh mục biện pháp: what each document says of each activity on a day, with its source and how sure it is. */
export function CataloguePage() {
  useTitle('measures.title')
  const { may } = useMe()
  const [day, setDay] = useState(todayInVietnam())
  const [changing, setChanging] = useState<MeasureRule | null>(null)
  const found = useQuery({ queryKey: ['measures', day], queryFn: () => getCatalogue(day) })
  return (
    <>
      <header className="page-head"><h1>{t('measures.title')}</h1>{may('disease.read') && <Link to="/benh/quy-tac?q=duty">{t('measures.duties')}</Link>}<DayField needed label={t('measures.day')} value={day} onChange={(chosen) => setDay(chosen ?? todayInVietnam())} /></header>
      <Answer of={found}>{({ regimes, rules }) => <>{regimes.filter(({ code }) => rules.some(({ regime }) => regime === code)).map(({ code, name }) => (
        <section key={code} className="desk-section"><h2>{name}</h2>
          <Table caption={name} heads={['measures.activity', 'measures.answer', 'measures.words', 'measures.source']} {...(may('measure_rule.manage') && { acts: 'measures.edit' as const })}>{rules.filter(({ regime }) => regime === code).map((rule) => (
            <tr key={rule.id}>
              <td data-label={t('measures.activity')}>{rule.activityName}</td><td data-label={t('measures.answer')}><AnswerMark answer={rule.answer} /></td><td data-label={t('measures.words')}>{rule.words}</td>
              <td data-label={t('measures.source')}>{rule.clause !== null && `${rule.clause}, `}{rule.source} <span className="quiet">· {t(`zone.confidence.${rule.confidence}`)} · {formatDay(rule.validFrom)}{rule.validTo !== null && ` – ${formatDay(rule.validTo)}`}{rule.note !== null && ` · ${rule.note}`}</span></td>
              {may('measure_rule.manage') && <td><Button size="small" onClick={() => setChanging(rule)}>{t('measures.edit')}</Button></td>}
            </tr>
          ))}</Table>
        </section>
      ))}</>}</Answer>
      {changing !== null && <Changing rule={changing} onClose={() => setChanging(null)} />}
    </>
  )
}

function Changing({ rule, onClose }: { rule: MeasureRule; onClose: () => void }) {
  const { act } = useActing(['measures'])
  const save = async (values: Record<string, unknown>) => {
    await replaceRule({ replacesId: rule.id, regime: rule.regime, activity: rule.activity, note: null, ...values as Omit<Parameters<typeof replaceRule>[0], 'replacesId' | 'regime' | 'activity'> })
    await act(async () => undefined)
  }
  return <FieldsDialog title={`${rule.regimeName}: ${rule.activityName}`} initial={{ ...rule }} onSave={save} onClose={onClose} fields={[
    { name: 'answer', label: 'measures.answer', kind: 'choice', required: true, options: measureAnswers.map((value) => ({ value, label: t(`zone.answer.${value}`) })) }, { name: 'words', label: 'measures.words', kind: 'long', required: true }, { name: 'wordsEn', label: 'measures.wordsEn', kind: 'long', required: true },
    { name: 'clause', label: 'measures.clause', kind: 'text' }, { name: 'source', label: 'measures.source', kind: 'text', required: true }, { name: 'confidence', label: 'measures.confidence', kind: 'choice', required: true, options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: t(`zone.confidence.${value}`) })) },
    { name: 'validFrom', label: 'measures.from', kind: 'day', required: true }, { name: 'validTo', label: 'measures.to', kind: 'day' }, { name: 'reason', label: 'measures.reason', kind: 'long', required: true },
  ]} />
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getInspection, type Inspection } from './api.ts'
import { ChecklistForm } from './checklist-form.tsx'
import { FindingDialog } from './finding-dialog.tsx'
import { FindingList } from './finding-list.tsx'
import { PhotoButton, PhotoList } from './photos.tsx'
import { Places } from './places.tsx'
import { ReportButtons } from './report-buttons.tsx'
import { ViolationDialog } from './violation-dialog.tsx'

/** One inspection: before the visit its form, afterwards what was seen and what must be put right. */
export function InspectionPage() {
  const { id = '' } = useParams()
  const inspection = useQuery({ queryKey: ['inspections', id], queryFn: () => getInspection(id) })
  useTitle('inspection.title', inspection.data?.placeName)
  return <><Places /><Answer of={inspection}>{(data) => <Visit inspection={data} />}</Answer></>
}

function Visit({ inspection }: { inspection: Inspection }) {
  const { may } = useMe()
  const queries = useQueryClient()
  const kept = (saved: Inspection) => {
    queries.setQueryData(['inspections', saved.id], saved)
    void queries.invalidateQueries({ queryKey: ['inspections'] })
  }
  const planned = inspection.state === 'planned' && !inspection.voided
  return (
    <>
      <header className="page-head"><h1>{inspection.placeName}</h1><span className="mark">{word(`register.inspection.state.${inspection.state}`)}</span></header>
      <p className="source-line">
        {word(`register.inspection.code.placeKind.${inspection.placeKind}`)} · {inspection.area.name}{inspection.address !== null && <> · {inspection.address}</>} · {t('inspection.plannedOn')} <DayText day={inspection.plannedOn} />
        {inspection.plan && <> · <Link to={`/kiem-tra/ke-hoach/${inspection.plan.id}`}>{inspection.plan.title}</Link></>}
      </p>
      {planned && may('inspection.complete') ? <ChecklistForm inspection={inspection} onSaved={kept} /> : <Result inspection={inspection} onSaved={kept} />}
    </>
  )
}

function Result({ inspection, onSaved }: { inspection: Inspection; onSaved: (saved: Inspection) => void }) {
  const { may } = useMe()
  if (inspection.state === 'planned') return <Nothing title="inspection.notYet" />
  const loose = inspection.photos.filter(({ point }) => !inspection.checklist?.some((each) => each.point === point))
  return (
    <div className="visit-result">
      {inspection.visitedAt !== null && <p>{t('inspection.visitedAt')} <InstantText at={inspection.visitedAt} />{inspection.lead !== null && <> · {t('inspection.lead')}: {inspection.lead}</>}</p>}
      <p>{inspection.location === null ? t('inspection.noPosition') : t('inspection.at', { place: `${inspection.location.lat.toFixed(5)}, ${inspection.location.lon.toFixed(5)}` })}</p>
      <ReportButtons path={`/api/inspections/${inspection.id}/report`} name={t('inspection.reportName')} />
      <section><h2>{t('inspection.findings')}</h2><FindingList rows={inspection.findings} /><Adding inspection={inspection} /></section>
      {inspection.conclusion !== null && <section><h2>{t('inspection.conclusion')}</h2><p className="pre-wrap">{inspection.conclusion}</p></section>}
      <section>
        <h2>{t('inspection.checklist')}</h2>
        {inspection.form && <p className="source-line">{inspection.form.name} · {t('inspection.formFrom')} <DayText day={inspection.form.validFrom} /></p>}
        <ul className="answers">
          {(inspection.checklist ?? []).map((each) => (
            <li key={each.point} className={each.answer === 'no' ? 'answer-no' : ''}>
              <p><span className="mark">{each.answer === null ? t('inspection.unanswered') : t(`inspection.answer.${each.answer}`)}</span> {each.question}</p>
              {each.note !== null && <p className="quiet">{each.note}</p>}
              <PhotoList photos={inspection.photos.filter(({ point }) => point === each.point)} />
            </li>
          ))}
        </ul>
      </section>
      <section><h2>{t('inspection.photos')}</h2><PhotoList photos={loose} />{may('inspection_photo.add') && <PhotoButton inspectionId={inspection.id} point={null} label={t('inspection.photoAny')} onSent={onSaved} />}</section>
    </div>
  )
}

function Adding({ inspection }: { inspection: Inspection }) {
  const { may } = useMe()
  const [adding, add] = useState<'finding' | 'violation' | null>(null)
  return (
    <p className="card-actions no-print">
      {may('finding.create') && <Button onClick={() => add('finding')}>{t('finding.add')}</Button>}
      {may('violation.create') && <Button onClick={() => add('violation')}>{t('violation.add')}</Button>}
      {adding === 'finding' && <FindingDialog inspection={inspection} onClose={() => add(null)} />}
      {adding === 'violation' && <ViolationDialog inspection={inspection} onClose={() => add(null)} />}
    </p>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { VisitOpening } from '@phaodai/office'
import { formatInstant } from '@phaodai/registers'
import type { Day } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { listOpenings } from './api.ts'
import './tracing.css'

/** For who audits: who opened the visits of which case, when and why; by time, by body, as a printed list. */
export function Openings() {
  const [from, setFrom] = useState<Day | null>(null)
  const [to, setTo] = useState<Day | null>(null)
  const [bodyId, setBody] = useState<number | null>(null)
  const found = useQuery({ queryKey: ['visit-openings', from, to, bodyId], queryFn: () => listOpenings({ from, to, bodyId }), placeholderData: (before) => before })
  return (
    <>
      <p className="quiet">{t('openings.what')}</p>
      <div className="filter-line">
        <DayField label={t('openings.from')} value={from} onChange={setFrom} />
        <DayField label={t('openings.to')} value={to} onChange={setTo} />
        <Select className="openings-body" allowClear showSearch={{ optionFilterProp: 'label' }} aria-label={t('openings.body')} placeholder={t('openings.body')} value={bodyId} onChange={(id: number | undefined) => setBody(id ?? null)}
          options={(found.data?.bodies ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
        <Button onClick={() => window.print()}>{t('openings.print')}</Button>
      </div>
      <Answer of={found}>{({ openings, more }) => (openings.length === 0 ? <Nothing title={from !== null || to !== null || bodyId !== null ? 'openings.noneOf' : 'openings.none'} /> : (
        <>
          <p role="status" className="quiet">{t('openings.count', { n: openings.length })}{more && ` ${t('openings.more')}`}</p>
          <Table caption={t('openings.title')} heads={['openings.at', 'openings.who', 'openings.case', 'openings.why', 'openings.window', 'openings.opened']}>{openings.map((opening) => <Line key={opening.id} opening={opening} />)}</Table>
        </>
      ))}</Answer>
    </>
  )
}

function Line({ opening: { openedAt, person, post, body, caseId, caseCode, area, ofContact, reason, from, to, people, visits, leftOut } }: { opening: VisitOpening }) {
  const { may } = useMe()
  const code = caseCode ?? caseId.slice(-8)
  return (
    <tr>
      <td className="nowrap"><InstantText at={openedAt} /></td>
      <td data-label={t('openings.who')}>{person ?? t('openings.gone')}<span className="source-line">{[post, body].filter(Boolean).join(', ')}</span></td>
      <td data-label={t('openings.case')}>{may('disease_case.read') ? <Link to={`/ca-benh/${caseId}`}>{code}</Link> : code}<span className="source-line">{area}{ofContact && ` · ${t('openings.ofContact')}`}</span></td>
      <td data-label={t('openings.why')}>{reason}</td>
      <td data-label={t('openings.window')}>{formatInstant(from)} – {formatInstant(to)}</td>
      <td data-label={t('openings.opened')}>{t('openings.figures', { people, visits })}{leftOut > 0 && <span className="source-line">{t('openings.leftOut', { n: leftOut })}</span>}</td>
    </tr>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { zoneBoxes, type ZoneLine } from '@phaodai/office'
import { zone as register } from '@phaodai/registers'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listZones, ZONES } from './api.ts'
import { insideWord, Standing, termWord } from './words.tsx'
import '../ui/desk.css'
import './zones.css'

/** Khu phong tỏa, giãn cách: what is in force, what is past its end, what awaits a decision. */
export function ZonesPage() {
  useTitle('zone.title')
  const { may } = useMe()
  const [search, setSearch] = useSearchParams()
  const box = zoneBoxes.find((each) => each === search.get('o')) ?? 'in_force'
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const found = useQuery({ queryKey: [...ZONES, 'list', box, asked], queryFn: () => listZones(box, asked), placeholderData: (before) => before })
  return (
    <>
      <header className="page-head"><h1>{t('zone.title')}</h1><span className="page-tools">
        <Link to="/duoc-lam-gi">{t('allowed.title')}</Link><Link to="/danh-muc-bien-phap">{t('measures.title')}</Link>{may('gathering.read') && <Link to="/so-theo-doi/gathering">{t('gathering.title')}</Link>}
        {may('zone.create') && <Link to="/khu-phong-toa/moi"><Button>{t('zone.new')}</Button></Link>}
      </span></header>
      <Answer of={found}>{({ zones, counts, more, today }) => (
        <>
          <nav className="desk-boxes" aria-label={t('zone.boxes')}>{zoneBoxes.map((each) => (
            <button key={each} type="button" aria-current={each === box ? 'page' : undefined} data-box={each === 'expired' ? 'late' : each} data-any={counts[each] > 0} onClick={() => setSearch({ o: each })}>{t(`zone.box.${each}`)} <b>{formatNumber(counts[each])}</b></button>
          ))}</nav>
          <p className="desk-tools"><Input aria-label={t('zone.search')} placeholder={t('zone.search')} allowClear value={words} onChange={(event) => setWords(event.target.value)} style={{ maxWidth: 280 }} /></p>
          {zones.length === 0 ? <Nothing title="zone.none" /> : <Table caption={t(`zone.box.${box}`)} heads={['zone.column.name', 'zone.column.area', 'zone.column.term', 'zone.column.inside', 'zone.column.decision', 'zone.column.tasks']}>{zones.map((line) => <Row key={line.id} line={line} today={today} />)}</Table>}
          {more && <p className="quiet">{t('zone.more')}</p>}
        </>
      )}</Answer>
    </>
  )
}

function Row({ line, today }: { line: ZoneLine; today: string }) {
  return (
    <tr data-late={line.state === 'in_force' && line.untilOn !== null && line.untilOn < today}>
      <td data-label={t('zone.column.name')}><Link to={`/khu-phong-toa/${line.id}`}>{line.name}</Link> <span className="quiet">{codeWord(register, 'kind', line.kind)}</span></td>
      <td data-label={t('zone.column.area')}>{line.area}</td>
      <td data-label={t('zone.column.term')}>{termWord(line.fromOn, line.untilOn)} · <Standing of={line} today={today} /></td>
      <td data-label={t('zone.column.inside')}>{insideWord(line)}</td>
      <td data-label={t('zone.column.decision')}>{line.number ?? <span className="quiet">{t('zone.measures.noGround')}</span>}</td>
      <td data-label={t('zone.column.tasks')}>{formatNumber(line.openTasks)}</td>
    </tr>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ZoneView } from '@phaodai/office'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { getInsiders, ZONES } from './api.ts'
import { insideWord } from './words.tsx'

/** Who is inside: numbers for everybody who reads the zone, names for health when asked for. */
export function Insiders({ view: { zone, unplaced } }: { view: ZoneView }) {
  const { may } = useMe()
  const [shown, setShown] = useState(false)
  if (zone.state === 'lifted') return null
  return (
    <section className="desk-section"><h2>{t('zone.insiders')}</h2>
      <p>{insideWord(zone)}</p>
      {unplaced !== null && unplaced > 0 && <p className="quiet">{t('zone.insiders.unplaced', { n: unplaced })}</p>}
      {may('household.reveal') && !shown && <p className="desk-tools no-print"><Button onClick={() => setShown(true)}>{t('zone.insiders.show')}</Button><span className="quiet">{t('zone.insiders.noted')}</span></p>}
      {shown && <Named id={zone.id} />}
    </section>
  )
}

function Named({ id }: { id: string }) {
  const found = useQuery({ queryKey: [...ZONES, 'insiders', id], queryFn: () => getInsiders(id) })
  return (
    <Answer of={found}>{({ households, more }) => (households.length === 0 ? <p className="quiet">{t('zone.insiders.none')}</p> : <>
      <Table caption={t('zone.insiders')} heads={['zone.insiders.head', 'zone.insiders.address', 'zone.insiders.phone', 'zone.insiders.people']}>{households.map((each) => (
        <tr key={each.id}>
          <td data-label={t('zone.insiders.head')}><Link to={`/so-theo-doi/household/${each.id}`}>{each.head ?? each.code}</Link></td><td data-label={t('zone.insiders.address')}>{each.address}</td><td data-label={t('zone.insiders.phone')}>{each.phone}</td><td data-label={t('zone.insiders.people')}>{formatNumber(each.people)}</td>
        </tr>
      ))}</Table>
      {more && <p className="quiet">{t('zone.more')}</p>}
    </>)}</Answer>
  )
}

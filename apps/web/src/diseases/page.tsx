import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { searchKey } from '@phaodai/vocabulary'
import { listDiseases } from '../cases/api.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import { useMe } from '../frame/me.tsx'
import { currentLanguage, t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { AddDisease } from './add.tsx'

/** Bệnh phải báo cáo: what holds of each disease on a day, with its clock. */
export function DiseasesPage() {
  useTitle('disease.title')
  const { may } = useMe()
  const [day, setDay] = useState(todayInVietnam)
  const [words, setWords] = useState('')
  const found = useQuery({ queryKey: ['diseases', day], queryFn: () => listDiseases(day), placeholderData: (before) => before })
  const key = searchKey(words)
  return (
    <>
      <Rooms here="diseases" />
      <header className="page-head"><h1>{t('disease.title')}</h1><Link to="/benh/quy-tac">{t('rule.link')}</Link>{may('disease.manage') && <AddDisease />}</header>
      <div className="case-tools">
        <Input allowClear aria-label={t('disease.search')} placeholder={t('disease.search')} value={words} onChange={(event) => setWords(event.target.value)} />
        <DayField label={t('disease.day')} value={day} onChange={(chosen) => setDay(chosen ?? todayInVietnam())} />
      </div>
      <Answer of={found}>{({ diseases }) => {
        const shown = diseases.filter((each) => searchKey(`${each.name} ${each.nameEn} ${each.icd10 ?? ''} ${each.code}`).includes(key))
        return shown.length === 0 ? <Nothing title="disease.none" /> : (
          <Table caption={t('disease.title')} heads={['disease.name', 'disease.icd', 'disease.group', 'disease.clock', 'disease.incubation', 'disease.end']}>
            {shown.map((each) => (
              <tr key={each.code}>
                <td><Link to={`/benh/${each.code}`}>{currentLanguage() === 'en' ? each.nameEn : each.name}</Link></td>
                <td data-label={t('disease.icd')}>{each.icd10 ?? '–'}</td>
                <td data-label={t('disease.group')}>{each.lawGroup ?? '–'}</td>
                <td data-label={t('disease.clock')}>{each.clock === null ? t('disease.noRule') : word(`disease.clock.${each.clock}`)}</td>
                <td data-label={t('disease.incubation')} className="figures">{each.incubation === null ? '–' : t('disease.days', { n: each.incubation })}</td>
                <td data-label={t('disease.end')} className="figures">{each.outbreakEndDays === null ? '–' : t('disease.days', { n: String(each.outbreakEndDays) })}</td>
              </tr>
            ))}
          </Table>
        )
      }}</Answer>
    </>
  )
}

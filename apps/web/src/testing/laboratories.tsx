import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listLaboratories } from './api.ts'
import { TestingRooms } from './rooms.tsx'

/** Phòng xét nghiệm: who takes specimens, how many a day; one's own first. */
export function LaboratoriesPage() {
  useTitle('testing.labs')
  const { may } = useMe()
  const found = useQuery({ queryKey: ['registers', 'laboratory', 'list'], queryFn: listLaboratories })
  return (
    <>
      <TestingRooms here="laboratories" />
      <header className="page-head"><h1>{t('testing.labs')}</h1>{may('laboratory.create') && <Link to="/so-theo-doi/laboratory">{t('testing.labRegister')}</Link>}</header>
      <Answer of={found}>{({ laboratories }) => (laboratories.length === 0 ? <Nothing title="testing.noLabs" /> : (
        <Table caption={t('testing.labs')} heads={['testing.laboratory', 'testing.column.where', 'testing.lab.capacity', 'testing.lab.confirms']}>
          {laboratories.map(({ id, name, area, capacity, confirms, ours }) => (
            <tr key={id}>
              <td data-label={t('testing.laboratory')}><Link to={`/xet-nghiem/phong/${id}`}>{name}</Link>{ours && <span className="quiet"> · {t('testing.lab.ours')}</span>}</td>
              <td data-label={t('testing.column.where')}>{area}</td>
              <td data-label={t('testing.lab.capacity')}>{capacity === null ? t('testing.lab.unsaid') : t('testing.lab.perDay', { n: formatNumber(capacity) })}</td>
              <td data-label={t('testing.lab.confirms')}>{t(confirms ? 'testing.yes' : 'testing.no')}</td>
            </tr>
          ))}
        </Table>
      ))}</Answer>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { ISOLATION, listPlaces } from './api.ts'

const COLUMNS = ['running', 'atHome', 'endsToday', 'late', 'violated', 'waiting'] as const

/** How many are isolated where, in numbers alone: for leaders, and for a station that has several places. */
export function Places() {
  const found = useQuery({ queryKey: [...ISOLATION, 'places'], queryFn: listPlaces })
  return (
    <section className="desk-section" aria-labelledby="isolation-places">
      <h2 id="isolation-places">{t('isolation.places')}</h2>
      <Answer of={found}>{({ places }) => (
        <Table caption={t('isolation.places')} heads={['isolation.place.area', ...COLUMNS.map((each) => `isolation.place.${each}` as const)]}>
          {places.map((place) => <tr key={place.areaId}><td data-label={t('isolation.place.area')}>{place.area}</td>{COLUMNS.map((each) => <td key={each} data-label={t(`isolation.place.${each}`)} className="number">{place[each]}</td>)}</tr>)}
        </Table>
      )}</Answer>
    </section>
  )
}

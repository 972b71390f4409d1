import type { AreaFigures, Indicator } from '@phaodai/indicators'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import type { Change, useFigureQuery } from './address.ts'
import { getAreaFigures } from './api.ts'
import { RowsLink } from './rows-link.tsx'
import { indicatorWord, valueText } from './words.ts'

type Query = ReturnType<typeof useFigureQuery>[0]

/** The figure by what lies in the area; each name goes down, each number opens to its rows. */
export function ByArea({ indicator, query, change }: { indicator: Indicator; query: Query; change: Change }) {
  const { area, from, to, class: kind } = query
  const asked = { area, from, to, ...(kind !== undefined && { class: kind }) }
  const found = useQuery({ queryKey: ['indicators', 'areas', indicator.name, asked], queryFn: () => getAreaFigures(indicator.name, asked), placeholderData: (before) => before })
  return <Answer of={found}>{(data) => <Table indicator={indicator} found={data} change={change} />}</Answer>
}

function Table({ indicator, found, change }: { indicator: Indicator; found: AreaFigures; change: Change }) {
  if (found.rows.length === 0) return <Nothing title="indicator.noParts" />
  const apart = indicator.apart === true && found.class === null
  if (apart) return <Nothing title="indicator.apartWhy" />
  return (
    <section>
      <p className="no-print"><Link to={`/ban-do?${new URLSearchParams({ day: found.to, within: String(found.area.id), level: found.rows[0]!.area.level, question: 'indicator', indicator: indicator.name }).toString()}`}>{t('indicator.onMap')}</Link></p>
      <table className="table">
        <caption className="unseen">{indicatorWord(indicator.name)} · {found.area.name}</caption>
        <thead><tr><th scope="col">{t('indicator.area')}</th><th scope="col" className="number">{t('indicator.counted')}</th><th scope="col" className="number">{indicator.denominator ? t('indicator.ofAll') : t('indicator.declared')}</th></tr></thead>
        <tbody>{found.rows.map(({ area, figure, hidden, shared }) => (
          <tr key={area.id}>
            <th scope="row"><button type="button" className="as-link" onClick={() => change({ area: String(area.id) })}>{area.name}</button>{shared && <span className="source-line">{t('indicator.shared')}</span>}</th>
            {hidden || figure === null ? <td colSpan={2} className="quiet number">{t('indicator.hidden')}</td> : (
              <>
                <td className="number"><RowsLink of={{ name: indicator.name, area: area.id, from: found.from, to: found.to, kind: found.class }} value={figure.numerator}>{valueText(indicator.name, figure.value)}</RowsLink></td>
                <td className="number figures">{indicator.denominator ? `${figure.numerator} / ${figure.denominator}` : valueText(indicator.name, figure.declared)}</td>
              </>
            )}
          </tr>
        ))}</tbody>
      </table>
    </section>
  )
}


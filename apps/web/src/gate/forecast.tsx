import { useQuery } from '@tanstack/react-query'
import type { ArrivalForecast } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { formatNumber, t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { getForecast } from './api.ts'

/** Dự báo dịp lễ: who may come around the holidays ahead, and what that rests on. */
export function Forecast() {
  const found = useQuery({ queryKey: ['gate', 'forecast'], queryFn: getForecast })
  return (
    <Answer of={found}>{({ usual, holidays }) => (
      <>
        <p>{t('gate.forecast.how')}</p>
        <p className="quiet">{t('gate.forecast.usual', { n: formatNumber(usual) })}</p>
        {holidays.length === 0 && <p>{t('gate.forecast.none')}</p>}
        <ul className="gate-list">{holidays.map((each) => <Holiday key={`${each.name} ${each.from}`} each={each} />)}</ul>
      </>
    )}</Answer>
  )
}

function Holiday({ each: { name, from, to, windowFrom, windowTo, expected, least, most, past } }: { each: ArrivalForecast['holidays'][number] }) {
  const said = expected === null ? t('gate.forecast.noPast') : t('gate.forecast.expected', { n: formatNumber(expected), from: formatDay(windowFrom), to: formatDay(windowTo) })
  return (
    <li>
      <p><strong>{name}</strong> · {from === to ? formatDay(from) : t('gate.forecast.days', { from: formatDay(from), to: formatDay(to) })}</p>
      <p>{said}{least !== null && most !== null && least !== most && <> {t('gate.forecast.range', { least: formatNumber(least), most: formatNumber(most) })}</>}</p>
      {past.map((year) => <p key={year.from} className="quiet">{t('gate.forecast.past', { from: formatDay(year.from), to: formatDay(year.to), came: formatNumber(year.came), times: formatNumber(year.times) })}</p>)}
    </li>
  )
}

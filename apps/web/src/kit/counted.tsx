import { CloseOutlined } from '@ant-design/icons'
import { parseCounted } from '@phaodai/indicators'
import { formatDate } from '@phaodai/vocabulary'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { indicatorAt } from '../indicators/address.ts'
import { getAreaName } from '../indicators/api.ts'
import { classText, indicatorWord } from '../indicators/words.ts'
import { kit } from './words.ts'

/** The list holds the rows behind a figure: which figure, where, when and of which class, with the way back and a cross. */
export function CountedWord({ text, clear }: { text: string; clear: () => void }) {
  const counted = parseCounted(text)
  const area = useQuery({ queryKey: ['areas', 'name', counted?.area], queryFn: () => getAreaName(counted!.area), enabled: counted !== null, staleTime: 300_000 })
  if (!counted) return null
  const { indicator, side, from, to, class: kind } = counted
  const days = from === to ? formatDate(from) : kit('filter.days', { from: formatDate(from), to: formatDate(to) })
  const words = [area.data?.fullName, days, kind === null ? undefined : classText(indicator, kind), side === 'denominator' ? kit('counted.all') : undefined].filter(Boolean).join(' · ')
  return (
    <span className="filter-word chosen counted-word">
      {kit('counted')}: <Link to={indicatorAt(indicator.name, { area: counted.area, from, to })}><strong>{indicatorWord(indicator.name)}</strong></Link> · {words}
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={kit('filter.remove', { name: kit('counted') })} onClick={clear} />
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { BedCounts, FacilityLine, OccupancyBoard } from '@phaodai/office'
import { facility } from '@phaodai/registers'
import { treatmentTiers } from '@phaodai/vocabulary'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t, type Key } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getBoard, STAYS } from './api.ts'
import { FacilityRooms } from './rooms.tsx'
import { tierWord } from './words.tsx'

/** Giường bệnh và chỗ cách ly: how many beds, taken, free, with oxygen, who comes and goes today; by tier, by area, by facility. */
export function BoardPage() {
  useTitle('facilities.board')
  const [search, setSearch] = useSearchParams()
  const [tier, areaId] = [search.get('tang'), Number(search.get('dia-ban')) || null]
  const found = useQuery({ queryKey: [...STAYS, 'board', tier, areaId], queryFn: () => getBoard(tier, areaId), refetchInterval: 60_000, placeholderData: (before) => before })
  const change = (name: string, value: string | null) => setSearch((before) => { if (value === null) before.delete(name); else before.set(name, value); return before })
  return (
    <>
      <FacilityRooms here="board" />
      <header className="page-head"><h1>{t('facilities.board')}</h1>
        <Select aria-label={t('facilities.byTier')} value={tier ?? 'all'} style={{ minWidth: 140 }} options={['all', 'none', ...treatmentTiers].map((value) => ({ value, label: t(`facilities.tier.${value}` as Key) }))} onChange={(value) => change('tang', value === 'all' ? null : value)} />
      </header>
      <Answer of={found}>{(board) => (board.total.facilities === 0 ? <Nothing title="facilities.none" /> : <Board board={board} pick={(id) => change('dia-ban', id === null ? null : String(id))} picked={areaId} />)}</Answer>
    </>
  )
}

function Sums({ total, waiting, warned }: { total: BedCounts; waiting: number; warned: number }) {
  const counts: [Key, number, string?][] = [
    ['facilities.count.beds', total.beds], ['facilities.count.taken', total.taken], ['facilities.count.free', total.beds - total.taken], ['facilities.count.oxygen', total.oxygenBeds - total.oxygenTaken],
    ['facilities.count.arrives', total.arrives], ['facilities.count.leaves', total.leaves],
  ]
  return (
    <ul className="fac-counts">
      {counts.map(([key, n]) => <li key={key}><b>{formatNumber(n)}</b>{t(key)}</li>)}
      <li><Link to="/co-so/cho"><b>{formatNumber(waiting)}</b>{t('facilities.count.waiting')}</Link></li>
      <li data-any={warned > 0}><Link to="/co-so/nguoi?o=warned"><b>{formatNumber(warned)}</b>{t('facilities.count.warned')}</Link></li>
    </ul>
  )
}

const NUMBERS = ['facilities.column.beds', 'facilities.column.taken', 'facilities.column.free', 'facilities.column.oxygen', 'facilities.column.arrives', 'facilities.column.leaves'] as const

function Numbers({ of }: { of: Omit<BedCounts, 'facilities'> }) {
  const free = of.beds - of.taken
  const values = [of.beds, of.taken, free, of.oxygenBeds - of.oxygenTaken, of.arrives, of.leaves]
  return <>{values.map((value, n) => <td key={NUMBERS[n]} className="fac-number" data-label={t(NUMBERS[n]!)}>{n === 2 && free === 0 && of.beds > 0 ? <b>{t('facilities.full')}</b> : formatNumber(value)}</td>)}</>
}

function Board({ board, pick, picked }: { board: OccupancyBoard; pick: (areaId: number | null) => void; picked: number | null }) {
  return (
    <>
      <Sums total={board.total} waiting={board.waiting} warned={board.warned} />
      <section className="fac-section" aria-label={t('facilities.byTier')}>
        <h2>{t('facilities.byTier')}</h2>
        <Table caption={t('facilities.byTier')} heads={['facilities.column.tier', 'facilities.column.number', ...NUMBERS]}>
          {board.tiers.map((row) => <tr key={row.tier ?? 'none'}><td data-label={t('facilities.column.tier')}>{tierWord(row.tier)}</td><td className="fac-number" data-label={t('facilities.column.number')}>{formatNumber(row.facilities)}</td><Numbers of={row} /></tr>)}
        </Table>
      </section>
      {(board.areas.length > 1 || picked !== null) && (
        <section className="fac-section" aria-label={t('facilities.byArea')}>
          <h2>{t('facilities.byArea')}</h2>
          <Table caption={t('facilities.byArea')} heads={['facilities.column.area', 'facilities.column.number', ...NUMBERS]}>
            {board.areas.map((row) => <tr key={row.areaId}><td data-label={t('facilities.column.area')}><button type="button" className="fac-link" aria-pressed={picked === row.areaId} onClick={() => pick(picked === row.areaId ? null : row.areaId)}>{row.area}</button></td><td className="fac-number" data-label={t('facilities.column.number')}>{formatNumber(row.facilities)}</td><Numbers of={row} /></tr>)}
          </Table>
        </section>
      )}
      <section className="fac-section" aria-label={t('facilities.single')}>
        <h2>{t('facilities.single')}</h2>
        <Table caption={t('facilities.single')} heads={['facilities.column.name', 'facilities.column.tier', ...NUMBERS]}>{board.facilities.map((line) => <Single key={line.id} line={line} />)}</Table>
        {board.more > 0 && <p className="quiet">{t('facilities.more', { n: board.more })}</p>}
      </section>
    </>
  )
}

function Single({ line }: { line: FacilityLine }) {
  const share = line.beds === 0 ? 0 : line.taken / line.beds
  return (
    <tr>
      <td data-label={t('facilities.column.name')}><Link to={`/co-so/${line.id}`}>{line.name}</Link> <span className="quiet">{codeWord(facility, 'kind', line.kind)}, {line.area}{line.state !== 'active' && `, ${stateWord(facility, line.state)}`}</span><span className="fac-bar" aria-hidden="true"><span style={{ width: `${Math.round(share * 100)}%` }} data-full={share >= 1} /></span></td>
      <td data-label={t('facilities.column.tier')}>{tierWord(line.tier)}</td>
      <Numbers of={line} />
    </tr>
  )
}

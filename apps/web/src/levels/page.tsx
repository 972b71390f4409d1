import { useQuery } from '@tanstack/react-query'
import type { LevelInForce, LevelsInForce } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Link, useSearchParams } from 'react-router'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getLevels, LEVELS } from './api.ts'
import { LevelBadge } from './badge.tsx'
import { LevelRooms } from './rooms.tsx'

/** Cấp độ dịch: what is in force on a day, of an area and of all that lies directly in it. */
export function LevelsPage() {
  useTitle('levels.title')
  const [search, setSearch] = useSearchParams()
  const [day, within] = [search.get('ngay') ?? undefined, Number(search.get('dia-ban')) || undefined]
  const found = useQuery({ queryKey: [...LEVELS, 'in-force', day, within], queryFn: () => getLevels({ day, within }), placeholderData: (before) => before })
  const change = (name: string, value: string | null) => setSearch((before) => { if (value === null) before.delete(name); else before.set(name, value); return before })
  return (
    <>
      <LevelRooms here="inForce" />
      <Answer of={found}>{(levels) => (
        <>
          <header className="page-head"><h1>{t('levels.title')}</h1>
            <label className="level-day no-print">{t('levels.day')} <DayField label={t('levels.day')} value={levels.day} onChange={(value) => change('ngay', value)} /></label>
          </header>
          <InForce levels={levels} open={(id) => change('dia-ban', String(id))} />
        </>
      )}</Answer>
    </>
  )
}

function InForce({ levels: { own, areas, day }, open }: { levels: LevelsInForce; open: (id: number) => void }) {
  return (
    <>
      {own && <Own of={own} day={day} />}
      {areas.length > 0 && (
        <section className="level-section" aria-label={t('levels.inside')}>
          <h2>{t('levels.inside')}</h2>
          <Tally areas={areas} />
          <Table caption={t('levels.inside')} heads={['levels.column.area', 'levels.column.level', 'levels.column.since', 'levels.column.by']}>
            {areas.map((each) => (
              <tr key={each.areaId}>
                <td data-label={t('levels.column.area')}>{each.areaLevel === 'village' ? each.area : <button type="button" className="as-link" onClick={() => open(each.areaId)}>{each.area}</button>}</td>
                <td data-label={t('levels.column.level')}><LevelBadge name={each.name} colour={each.colour} /> <Follows of={each} /></td>
                <td data-label={t('levels.column.since')}>{each.from !== null && formatDay(each.from)}</td>
                <td data-label={t('levels.column.by')}><Grounds of={each} />{each.roundId !== null && ' · '}<Link to={`/cap-do/dia-ban/${each.areaId}`}>{t('levels.history')}</Link></td>
              </tr>
            ))}
          </Table>
        </section>
      )}
    </>
  )
}

function Tally({ areas }: { areas: readonly LevelInForce[] }) {
  const names = [...new Map(areas.map(({ level, name, colour }) => [level, { name, colour }]))].toSorted(([a], [b]) => (a ?? -1) - (b ?? -1))
  return <ul className="level-tally" aria-label={t('levels.tally')}>{names.map(([level, { name, colour }]) => <li key={level}><LevelBadge name={name} colour={colour} /> {t('levels.units', { n: areas.filter((each) => each.level === level).length })}</li>)}</ul>
}

/** Whose level it is, where it is not the unit's own. */
function Follows({ of }: { of: LevelInForce }) {
  return (
    <>
      {of.saidOf !== null && of.saidOf !== of.areaId && <span className="quiet">{t('levels.followed', { area: of.saidOfName ?? '' })}</span>}
      {of.several && <span className="level-note">{t('levels.several')}</span>}
    </>
  )
}

function Grounds({ of }: { of: LevelInForce }) {
  if (of.roundId === null) return null
  return <Link to={`/cap-do/dot/${of.roundId}`}>{of.decision === null ? t('levels.noted') : t('levels.decision', { number: of.decision })}</Link>
}

function Own({ of, day }: { of: LevelInForce; day: string }) {
  return (
    <section className={`level-own level-${of.colour ?? 'plain'}`} aria-label={t('levels.level', { area: of.area })}>
      <h2>{of.area}</h2>
      {of.level === null ? <p>{t('levels.noneLong')}</p> : <p className="level-large"><LevelBadge name={of.name} colour={of.colour} /> {of.from !== null && t('levels.from', { from: formatDay(of.from) })} <Grounds of={of} /> <Follows of={of} /></p>}
      {of.rulesUntil !== null && of.rulesUntil < day && <p>{t('levels.rulesOver', { until: formatDay(of.rulesUntil) })}</p>}
      <p className="no-print"><Link to={`/ban-do?question=level&day=${day}${of.areaLevel === 'commune' || of.areaLevel === 'village' ? '' : `&within=${of.areaId}&level=commune`}`}>{t('levels.onMap')}</Link> · <Link to={`/cap-do/dia-ban/${of.areaId}`}>{t('levels.history')}</Link></p>
    </section>
  )
}

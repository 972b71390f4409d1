import { PrinterOutlined } from '@ant-design/icons'
import { findIndicator, periodOf, steps, type Board, type BoardRow, type Indicator } from '@phaodai/indicators'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '@phaodai/vocabulary'
import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { indicatorAt, useBoardQuery } from './address.ts'
import { getBoard } from './api.ts'
import { AreaPick } from './area-pick.tsx'
import './indicators.css'
import { RowsLink } from './rows-link.tsx'
import { Spark } from './spark.tsx'
import { indicatorWord, valueText } from './words.ts'

/** Chỉ số: every figure the post may see, never without what it is compared with, each open to its rows. */
export function BoardPage() {
  useTitle('indicator.title')
  const [query, change] = useBoardQuery()
  const board = useQuery({ queryKey: ['indicators', 'board', query], queryFn: () => getBoard(query), placeholderData: (before) => before, refetchInterval: 30_000 })
  return (
    <article className="indicators">
      <div className="page-head">
        <h1>{t('indicator.title')}</h1>
        <div className="page-tools no-print"><Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('statistics.print')}</Button></div>
      </div>
      <div className="filter-line no-print" role="search" aria-label={t('indicator.title')}>
        <AreaPick area={board.data?.area} onChange={(id) => change({ area: id === null ? undefined : String(id) })} />
        <Segmented size="small" aria-label={t('indicator.step')} value={query.step} onChange={(step) => change({ step })} options={steps.map((value) => ({ value, label: t(`indicator.step.${value}`) }))} />
        <DayField size="small" label={t('indicator.upTo')} value={query.day ?? todayInVietnam()} onChange={(day) => change({ day: day ?? undefined })} />
      </div>
      <Answer of={board}>{(data) => <Rows board={data} />}</Answer>
    </article>
  )
}

function Rows({ board }: { board: Board }) {
  if (board.rows.length === 0) return <Nothing title="indicator.nonReadable" />
  const partial = board.to < periodOf(board.to, board.step).to
  return (
    <>
      <p className="period-line">{board.area.name} · {board.from === board.to ? formatDay(board.to) : `${formatDay(board.from)} – ${formatDay(board.to)}`}{partial && <> · {t('indicator.partial')}</>}{board.cutOff !== null && <> · {t('indicator.cutOff', { at: board.cutOff })}</>}</p>
      <table className="table indicator-board">
        <caption className="unseen">{t('indicator.title')}</caption>
        <thead><tr><th scope="col">{t('indicator.which')}</th><th scope="col" className="number">{t('indicator.counted')}</th><th scope="col">{t('indicator.compared')}</th><th scope="col" className="number">{t('indicator.declared')}</th><th scope="col">{t('indicator.lately')}</th></tr></thead>
        <tbody>{board.rows.map((row) => <Row key={row.name} row={row} board={board} />)}</tbody>
      </table>
    </>
  )
}

function Row({ row, board }: { row: BoardRow; board: Board }) {
  const indicator = findIndicator(row.name)!
  const { area, from, to, step } = board
  return (
    <tr>
      <th scope="row"><Link to={indicatorAt(row.name, { area: area.id, to })}>{indicatorWord(row.name)}</Link><span className="source-line">{word(`indicator.${row.name}.what`)}</span></th>
      {row.hidden || row.figure === null ? <td colSpan={4} className="quiet">{t('indicator.hiddenWhy')}</td> : indicator.apart ? <td colSpan={4}><Link to={indicatorAt(row.name, { area: area.id, to })}>{t('indicator.byClassOnly')}</Link></td> : (
        <>
          <td className="number" data-label={t('indicator.counted')}><RowsLink of={{ name: row.name, area: area.id, from, to }} value={row.figure.numerator}><strong className="big-figure">{valueText(row.name, row.figure.value)}</strong></RowsLink>
            {indicator.denominator && <span className="source-line figures">{row.figure.numerator} / {row.figure.denominator}</span>}</td>
          <td data-label={t('indicator.compared')}>{row.comparisons.map((each) => <Comparison key={each.with} indicator={indicator} now={row.figure!.value} {...each} />)}</td>
          <td className="number" data-label={t('indicator.declared')}><DeclaredCell row={row} /></td>
          <td data-label={t('indicator.lately')}><Spark values={row.spark} words={t('indicator.sparkOf', { name: indicatorWord(row.name), step: t(`indicator.step.${step}`) })} /></td>
        </>
      )}
    </tr>
  )
}

/** What was told beside what was counted: the difference is a finding. */
function DeclaredCell({ row: { name, figure } }: { row: BoardRow }) {
  if (figure === null || figure.declared === null) return <span className="quiet">—</span>
  const difference = figure.declared - (figure.value ?? 0)
  return <>{valueText(name, figure.declared)}{difference !== 0 && <span className="source-line asked">{t('indicator.differs', { value: `${difference > 0 ? '+' : ''}${valueText(name, difference)}` })}</span>}</>
}

type ComparisonProps = BoardRow['comparisons'][number] & { indicator: Indicator; now: number | null }

/** "↑ 3 so với hôm qua (4)": better and worse said in words, where the indicator knows what is better. */
function Comparison({ indicator, now, value, with: other }: ComparisonProps) {
  if (now === null || value === null) return <span className="compared quiet">{t(`indicator.with.${other}`)}: {valueText(indicator.name, value)}</span>
  const difference = now - value
  const better = indicator.direction === 'none' || difference === 0 ? null : (difference > 0) === (indicator.direction === 'more')
  const sign = difference === 0 ? '=' : difference > 0 ? '↑' : '↓'
  return (
    <span className="compared"><span className="figures">{sign} {difference === 0 ? t('indicator.same') : valueText(indicator.name, Math.abs(difference))}</span> {t(`indicator.with.${other}`)} <span className="quiet figures">({valueText(indicator.name, value)})</span>
      {better !== null && <span className="quiet"> · {t(better ? 'indicator.better' : 'indicator.worse')}</span>}</span>
  )
}

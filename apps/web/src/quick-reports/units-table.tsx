import { Link } from 'react-router'
import { columnsOf, counts, withRates, type Figures, type QuickColumn, type QuickDay, type QuickUnit } from '@phaodai/office/quick-report.ts'
import { t } from '../text/t.ts'
import '../statistics/statistics.css'
import { figureText, labelOf, stateText, TimelinessMark } from './words.tsx'

/** Units × main columns, with state and timeliness; the sum stands first. A unit without others below is its own only row. */
export function UnitsTable({ found }: { found: QuickDay }) {
  const { form, rows, own, day, sum } = found
  const blocks = form.blocks.map((block) => ({ ...block, columns: block.columns.filter(({ isKey }) => isKey) })).filter(({ columns }) => columns.length > 0)
  const columns = blocks.flatMap((block) => block.columns)
  return (
    <div className="form-scroll" role="region" aria-label={t('quick.title')}>
      <table className="form-table figures quick-units">
        <caption className="unseen">{t('quick.title')}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>{t('quick.unit')}</th><th scope="col" rowSpan={2} className="quick-wider">{t('quick.state')}</th><th scope="col" rowSpan={2} className="quick-wider">{t('quick.timeliness')}</th>
            {blocks.map((block) => <th key={block.code} scope="colgroup" colSpan={block.columns.length}>{labelOf(block)}</th>)}
          </tr>
          <tr>{columns.map((column) => <th key={column.code} scope="col">{labelOf(column)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.length > 0 && <tr className="sum"><th scope="row">{t('quick.sum')}</th><td className="words quick-wider" colSpan={2}>{t('quick.sentOf', { n: found.sent, all: rows.length })}</td><Cells columns={columns} figures={sum} /></tr>}
          {(rows.length > 0 ? rows : [own]).map((row) => <UnitRow key={row.unit.id} row={row} columns={columns} all={columnsOf(form)} day={day} />)}
        </tbody>
      </table>
    </div>
  )
}

function Cells({ columns, figures }: { columns: readonly QuickColumn[]; figures: Figures }) {
  return <>{columns.map(({ code }) => <td key={code}>{typeof figures[code] === 'number' ? figureText(figures[code]) : <span className="quiet" title={t('quick.untold')}>{t('quick.untoldShort')}</span>}</td>)}</>
}

function UnitRow({ row, columns, all, day }: { row: QuickUnit; columns: readonly QuickColumn[]; all: readonly QuickColumn[]; day: string }) {
  const { unit, report, hasBelow, timeliness } = row
  return (
    <tr className={counts(report?.state) ? '' : 'quick-uncounted'}>
      <th scope="row"><Link to={report === null ? `/bao-cao-nhanh?day=${day}&unit=${unit.id}` : `/bao-cao-nhanh/${report.id}`}>{unit.name}</Link><span className="quick-narrow">{stateText(report)} · <TimelinessMark timeliness={timeliness} /><Notes report={report} /></span>{hasBelow && <><br /><Link className="quick-below no-print" to={`/bao-cao-nhanh?day=${day}&unit=${unit.id}`}>{t('quick.openBelow')}<span className="unseen"> {unit.name}</span></Link></>}</th>
      <td className="words quick-wider">{stateText(report)}<Notes report={report} /></td>
      <td className="words quick-wider"><TimelinessMark timeliness={timeliness} /></td>
      <Cells columns={columns} figures={withRates(all, row.figures)} />
    </tr>
  )
}

function Notes({ report }: { report: QuickUnit['report'] }) {
  if (report === null) return null
  const said = [report.explained > 0 && t('quick.explainedCount', { n: report.explained }), report.adjustments > 0 && t('quick.adjustedCount', { n: report.adjustments })].filter((each) => each !== false)
  return said.length === 0 ? null : <span className="quick-said">{said.join(' · ')}</span>
}

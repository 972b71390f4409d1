import { useState, type KeyboardEvent } from 'react'
import { Link } from 'react-router'
import { Modal } from 'antd'
import type { QuickColumn, QuickFigure, QuickForm, QuickReport } from '@phaodai/office/quick-report.ts'
import { RowsLink } from '../indicators/rows-link.tsx'
import { t } from '../text/t.ts'
import { Table } from '../ui/table.tsx'
import type { Entry } from './use-entry.ts'
import { figureText, labelOf, stateText } from './words.tsx'

type Props = { report: QuickReport; entry: Entry; writable: boolean }

/** The blocks of the form, dense; Enter goes to the next figure. Of a unit with others below: their sum, what it adds, and both together. */
export function FiguresForm({ report, entry, writable }: Props) {
  const [asked, setAsked] = useState<QuickColumn | null>(null)
  return (
    <div className={`quick-blocks${report.parts.length > 0 ? ' quick-wide' : ''}`}>
      {halvesOf(report.form.blocks).map((blocks, half) => (
        <div key={half} className="quick-half">
          {blocks.map((block, n) => <Block key={block.code} block={block} first={half === 0 && n === 0} report={report} entry={entry} writable={writable} ask={setAsked} />)}
        </div>
      ))}
      {asked && <PartsDialog report={report} column={asked} onClose={() => setAsked(null)} />}
    </div>
  )
}

/** Blocks in two columns of about as many rows: one in which a row grows does not move the other. */
function halvesOf(blocks: QuickForm['blocks']): QuickForm['blocks'][] {
  const rows = blocks.map((_, n) => blocks.slice(0, n + 1).reduce((sum, { columns }) => sum + columns.length + 2, 0))
  const half = (rows.at(-1) ?? 0) / 2
  return [blocks.filter((_, n) => rows[n]! <= half), blocks.filter((_, n) => rows[n]! > half)]
}

function nextOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const inputs = [...event.currentTarget.closest('.quick-blocks')?.querySelectorAll('input') ?? []]
  const next = inputs[inputs.indexOf(event.currentTarget) + (event.shiftKey ? -1 : 1)]
  next?.closest('details')?.setAttribute('open', '')
  next?.focus()
}

/** On a phone only the first block and those with figures are open; how much of each is told stands in its head. */
function Block({ block, first, report, entry, writable, ask }: Props & { block: QuickForm['blocks'][number]; first: boolean; ask: (column: QuickColumn) => void }) {
  const asked = block.columns.filter(({ kind }) => kind !== 'rate')
  const told = asked.filter(({ code }) => (entry.totals[code] ?? null) !== null).length
  const [open] = useState(() => first || told > 0 || !window.matchMedia('(max-width: 640px)').matches)
  const hasParts = report.parts.length > 0
  const heads = [...(hasParts ? ['quick.summed', 'quick.ownAddition', 'quick.figure'] as const : ['quick.figure'] as const), 'quick.counted', 'quick.yesterday'] as const
  return (
    <details className="quick-block" open={open}>
      <summary>{labelOf(block)} <span className="quiet">{t('quick.toldOf', { n: told, all: asked.length })}{block.confidence !== 'high' && <span title={block.source}> · {t('quick.blockUnsure')}</span>}</span></summary>
      <table className="figures">
        <caption className="unseen">{labelOf(block)}</caption>
        <thead><tr><th scope="col"><span className="unseen">{t('quick.column')}</span></th>{heads.map((head) => <th key={head} scope="col">{t(head)}</th>)}</tr></thead>
        <tbody>{block.columns.map((column) => <FigureRow key={column.code} column={column} report={report} entry={entry} writable={writable} ask={ask} />)}</tbody>
      </table>
    </details>
  )
}

function FigureRow({ column, report, entry, writable, ask }: Props & { column: QuickColumn; ask: (column: QuickColumn) => void }) {
  const figure = entry.of.get(column.code)!
  const total = entry.totals[column.code] ?? null
  const hasParts = report.parts.length > 0
  const entered = writable && column.kind !== 'rate'
  return (
    <tr>
      <th scope="row"><label htmlFor={entered ? `f-${column.code}` : undefined}>{labelOf(column)} <span className="quiet">({column.unit})</span></label><Beside column={column} figure={figure} total={total} entry={entry} writable={entered} hasParts={hasParts} /></th>
      {hasParts && <td data-label={t('quick.summed')}>{figure.units > 0 ? <button type="button" className="as-link" onClick={() => ask(column)} title={t('quick.fromUnits', { n: figure.units })}>{figureText(figure.summed)}<span className="unseen"> {t('quick.partsOf', { column: labelOf(column) })}</span></button> : <Untold />}</td>}
      <td className="quick-entry" data-label={t(hasParts ? 'quick.ownAddition' : 'quick.figure')}>{entered ? <FigureInput column={column} entry={entry} /> : <Told value={hasParts && column.kind !== 'rate' ? figure.value : total} />}</td>
      {hasParts && <td className="quick-total" data-label={t('quick.figure')}><Told value={total} /></td>}
      <td data-label={t('quick.counted')}><Counted column={column} figure={figure} report={report} /></td>
      <td data-label={t('quick.yesterday')}><Told value={figure.previous} /></td>
    </tr>
  )
}

const Untold = () => <span className="quiet quick-none" title={t('quick.untold')}>{t('quick.untoldShort')}</span>
const Told = ({ value }: { value: number | null }) => (value === null ? <Untold /> : <>{figureText(value)}</>)

function FigureInput({ column, entry }: { column: QuickColumn; entry: Entry }) {
  const wrong = entry.bad.includes(column.code)
  return (
    <>
      <input id={`f-${column.code}`} className="quick-input figures" inputMode="decimal" autoComplete="off" value={entry.textOf(column.code)} placeholder={t('quick.untoldShort')} aria-invalid={wrong}
        {...(wrong ? { 'aria-describedby': `e-${column.code}` } : {})} onFocus={(event) => event.target.select()} onKeyDown={nextOnEnter} onChange={(event) => entry.type(column.code, event.target.value)} />
      {wrong && <span id={`e-${column.code}`} role="alert" className="wrong-word">{t('quick.badNumber')}</span>}
    </>
  )
}

/** What records say, opened to their rows; nothing where no register counts it. */
function Counted({ column, figure, report }: { column: QuickColumn; figure: QuickFigure; report: QuickReport }) {
  if (figure.counted === null) return <Untold />
  if (column.indicator === null) return <>{figureText(figure.counted)}</>
  const from = column.kind === 'new' ? report.day : report.form.countsFrom
  return <RowsLink of={{ name: column.indicator, area: report.unit.areaId, from, to: report.day, kind: column.class }} value={figure.counted}>{figureText(figure.counted)}</RowsLink>
}

/** Beside a figure: how far it is from the count, and the figure its rule makes, one click away while it is written. */
function Beside({ column, figure, total, entry, writable, hasParts }: { hasParts: boolean; column: QuickColumn; figure: QuickFigure; total: number | null; entry: Entry; writable: boolean }) {
  const expected = entry.expectedOf(column)
  const use = (value: number) => entry.type(column.code, String(value - (figure.summed ?? 0)).replace('.', ','))
  const usable = (value: number | null): value is number => value !== null && value !== total && value - (figure.summed ?? 0) >= 0
  const apart = figure.counted !== null && total !== null ? total - figure.counted : 0
  return (
    <span className="quick-beside">
      {figure.origin === 'carried' && figure.value !== null && !entry.isTyped(column.code) && <span>{t('quick.carried')}</span>}
      {apart !== 0 && <span className="quick-apart">{t('quick.difference')} {apart > 0 ? '+' : '−'}{figureText(Math.abs(apart))}</span>}
      {figure.adjusted !== 0 && <span>{t('quick.adjustments')}: {figure.adjusted > 0 ? '+' : '−'}{figureText(Math.abs(figure.adjusted))}</span>}
      {writable && !hasParts && usable(figure.counted) && <button type="button" className="as-link no-print" onClick={() => use(figure.counted!)}>{t('quick.useCounted', { value: figureText(figure.counted) })}<span className="unseen"> {labelOf(column)}</span></button>}
      {writable && usable(expected) && <button type="button" className="as-link no-print" onClick={() => use(expected)}>{t('quick.useExpected', { value: figureText(expected) })}<span className="unseen"> {labelOf(column)}</span></button>}
    </span>
  )
}

/** What a sum is made of: each unit's own figure, with the way to its report. */
function PartsDialog({ report, column, onClose }: { report: QuickReport; column: QuickColumn; onClose: () => void }) {
  return (
    <Modal open title={t('quick.partsOf', { column: labelOf(column) })} footer={null} onCancel={onClose}>
      <Table caption={t('quick.parts')} heads={['quick.unit', 'quick.state', 'quick.figure']}>
        {report.parts.map(({ unit, report: part, figures }) => (
          <tr key={unit.id}>
            <td>{part === null ? unit.name : <Link to={`/bao-cao-nhanh/${part.id}`} onClick={onClose}>{unit.name}</Link>}</td>
            <td data-label={t('quick.state')}>{stateText(part)}</td>
            <td data-label={t('quick.figure')} className="figures"><Told value={figures[column.code] ?? null} /></td>
          </tr>
        ))}
      </Table>
    </Modal>
  )
}

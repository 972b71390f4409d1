import { useMemo, useRef, useState } from 'react'
import { formatDay } from '@phaodai/vocabulary'
import { diseaseCase } from '@phaodai/registers'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t, word } from '../text/t.ts'
import { classOf, codeOf, dayOf, linkOf, linksByDay, type ChainModel } from './model.ts'
import { useSize } from './size.ts'

const ROW = 34
const BESIDE = 8
/** Rows in sight at once. */
const MOST = 10
const heads = ['chains.head.to', 'chains.head.toDay', 'chains.head.class', 'chains.head.toArea', 'chains.head.from', 'chains.head.days', 'chains.head.kind', 'chains.head.basis'] as const

/** All links of the chain, by the day of the infected: what the drawings show, for the keyboard and for whoever hears the page. Only rows in sight are drawn. */
export function LinksTable({ model, selected, onSelect }: { model: ChainModel; selected: number; onSelect: (at: number) => void }) {
  const body = useRef<HTMLDivElement>(null)
  const { height } = useSize(body)
  const [top, setTop] = useState(0)
  const rows = useMemo(() => linksByDay(model), [model])
  const first = Math.max(0, Math.floor(top / ROW) - BESIDE)
  const shown = [...rows.subarray(first, first + Math.ceil((height || 400) / ROW) + 2 * BESIDE)]
  return (
    <section className="chain-links" aria-labelledby="chain-links">
      <h2 id="chain-links">{t('chains.links')} <span className="figures">{formatNumber(rows.length)}</span></h2>
      <div className="chain-table" role="table" aria-label={t('chains.links')} aria-rowcount={rows.length + 1}>
        <div role="row" aria-rowindex={1} className="chain-row chain-head">{heads.map((head) => <span key={head} role="columnheader">{t(head)}</span>)}</div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <div ref={body} className="chain-rows" role="rowgroup" tabIndex={0} aria-label={t('chains.rows')} style={{ height: Math.min(rows.length, MOST) * ROW }} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
          <div style={{ height: rows.length * ROW }} role="presentation">
            <div style={{ transform: `translateY(${first * ROW}px)` }} role="presentation">
              {shown.map((link, at) => <Row key={link} {...{ model, link, selected, onSelect }} index={first + at + 2} />)}
            </div>
          </div>
        </div>
      </div>
    </section>
  )
}

function Row({ model: { chain }, link, index, selected, onSelect }: { model: ChainModel; link: number; index: number; selected: number; onSelect: (at: number) => void }) {
  const { from, to, kind, basis, days } = linkOf(chain, link)
  const code = (at: number) => <button type="button" className="as-link" aria-pressed={at === selected} onClick={() => onSelect(at)}>{codeOf(chain, at)}</button>
  return (
    <div role="row" aria-rowindex={index} className="chain-row" data-chosen={to === selected || from === selected}>
      <span role="cell">{code(to)}</span><span role="cell" className="figures">{formatDay(dayOf(chain, to))}</span><span role="cell">{codeWord(diseaseCase, 'classification', classOf(chain, to))}</span>
      <span role="cell">{chain.areas[chain.cases.area[to]!]!.name}</span><span role="cell">{code(from)}</span><span role="cell" className="figures">{days}</span><span role="cell">{word(`chains.kind.${kind}`)}</span><span role="cell">{word(`chains.basis.${basis}`)}</span>
    </div>
  )
}

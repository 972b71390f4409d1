import { compose } from '@phaodai/directives/write/compose.ts'
import type { Block, Paragraph, Run } from '@phaodai/directives/write/layout.ts'
import { writtenOf, type DraftContent } from '@phaodai/office'
import { useMemo, type CSSProperties } from 'react'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'

/** Lengths of the paper as shares of its width, so that it shrinks with its column. */
const mm = (length: number): string => `calc(${length} * var(--mm))`
const pt = (size: number): string => mm(size * 0.3528)

function RunText({ run }: { run: Run }) {
  const style: CSSProperties = { fontSize: pt(run.size), fontWeight: run.bold ? 700 : 400, fontStyle: run.italic ? 'italic' : 'normal', textDecoration: run.underline ? 'underline' : 'none' }
  return <span style={style}>{run.text}</span>
}

function ParagraphBlock({ block }: { block: Paragraph }) {
  const { align, firstLine, left, right, before, after, line, runs } = block
  const style: CSSProperties = {
    textAlign: align, textIndent: mm(firstLine), marginLeft: mm(left), marginRight: mm(right), marginTop: pt(before), marginBottom: pt(after),
    lineHeight: 'exact' in line ? pt(line.exact) : line.times * 1.15, fontSize: pt(runs[0]?.size ?? 13),
  }
  return <div style={style}>{runs.map((run, n) => <RunText key={n} run={run} />)}</div>
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph': return <ParagraphBlock block={block} />
    case 'rule': return <div className="paper-rule" style={{ width: mm(block.width), margin: `${pt(block.before)} ${block.align === 'center' ? 'auto' : '0'} ${pt(block.after)}` }} />
    case 'box': return <div style={{ textAlign: block.align }}><span className="paper-box" style={{ minWidth: mm(block.width) }}><RunText run={block.run} /></span></div>
    case 'columns': return <div className="paper-columns" style={{ gridTemplateColumns: block.widths.map((width) => `${width}fr`).join(' ') }}>{block.cells.map((cell, n) => <div key={n}><Blocks blocks={cell} /></div>)}</div>
    case 'grid': return <GridView block={block} />
    case 'page-break': return <hr className="paper-break" />
  }
}

function GridView({ block }: { block: Extract<Block, { kind: 'grid' }> }) {
  return (
    <table className="paper-grid" style={{ fontSize: pt(block.size) }}>
      <thead><tr>{block.columns.map((column, n) => <th key={n} scope="col">{column.heading}</th>)}</tr></thead>
      <tbody>{block.rows.map((row, n) => <tr key={n}>{row.cells.map((cell, k) => <td key={k}>{cell}</td>)}</tr>)}</tbody>
    </table>
  )
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, n) => <BlockView key={n} block={block} />)
}

type Given = { number: string | null; date: string | null; draft: boolean }

/** The document as the paper it will be, drawn from the same blocks as .docx and .pdf. */
export function Paper({ content, given }: { content: DraftContent; given: Given }) {
  const settled = useSettled(content, 250)
  const { number, date, draft } = given
  const composed = useMemo(() => compose(writtenOf(settled, { number, date, draft })), [settled, number, date, draft])
  const { top, bottom, left, right } = composed.page.margins
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="paper-frame" tabIndex={0} role="region" aria-label={t('drafts.paper')}>
      <div className="paper" style={{ padding: `${mm(top)} ${mm(right)} ${mm(bottom)} ${mm(left)}` }}><Blocks blocks={composed.blocks} /></div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { DraftContent, DraftDetail } from '@phaodai/office'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { getVersion } from './api.ts'
import { rowsOf, runsOf, type Row } from './differing.ts'

/** History of a draft: every move, and any two versions side by side. */
export function History({ draft }: { draft: DraftDetail }) {
  return (
    <div className="draft-history">
      <h2>{t('drafts.history')}</h2>
      <ol>{draft.events.map((event) => (
        <li key={event.id}><InstantText at={event.at} /> · <strong>{t(`draftEvent.${event.kind}` as 'draftEvent.begun')}</strong> · {event.by}{event.note !== null && <> — {event.note}</>}</li>
      ))}</ol>
      {draft.versions.length > 0 && <Compare draft={draft} />}
    </div>
  )
}

function Compare({ draft }: { draft: DraftDetail }) {
  const [left, setLeft] = useState(draft.versions[0]!.id)
  const [right, setRight] = useState('now')
  const older = useQuery({ queryKey: ['drafts', 'version', draft.id, left], queryFn: () => getVersion(draft.id, left), staleTime: Infinity })
  const newer = useQuery({ queryKey: ['drafts', 'version', draft.id, right], queryFn: () => getVersion(draft.id, right), enabled: right !== 'now', staleTime: Infinity })
  const options = draft.versions.map(({ id, n, round, savedBy }) => ({ value: id, label: t('drafts.version', { n, round, who: savedBy }) }))
  const now = right === 'now' ? draft.content : newer.data?.content
  return (
    <section>
      <h2>{t('drafts.compare')}</h2>
      <div className="draft-compare-choice">
        <Select aria-label={t('drafts.olderVersion')} value={left} options={options} onChange={setLeft} />
        <Select aria-label={t('drafts.newerVersion')} value={right} options={[{ value: 'now', label: t('drafts.versionNow') }, ...options]} onChange={setRight} />
      </div>
      <Answer of={older}>{(version) => (now === undefined ? null : <SideBySide older={version.content} newer={now} />)}</Answer>
    </section>
  )
}

function Words({ row, side }: { row: Row; side: keyof Row }) {
  const Mark = side === 'left' ? 'del' : 'ins'
  return runsOf(row, side).map(({ text, differs }, n) => (differs ? <Mark key={n}>{text}</Mark> : <span key={n}>{text}</span>))
}

/** The paragraphs of one side that the other does not have as they are. */
export function Differing({ from, to, side }: { from: DraftContent; to: DraftContent; side: keyof Row }) {
  const rows = rowsOf(from, to).filter(({ left, right }) => left !== right)
  if (rows.length === 0) return <p>{t('drafts.sameWords')}</p>
  return rows.map((row, n) => <p key={n} className={row[side] === null ? 'quiet' : ''}>{row[side] === null ? t('drafts.noParagraph') : <Words row={row} side={side} />}</p>)
}

function SideBySide({ older, newer }: { older: DraftContent; newer: DraftContent }) {
  const rows = rowsOf(older, newer)
  const differing = rows.filter(({ left, right }) => left !== right).length
  return (
    <>
      <p role="status">{t('drafts.differences', { n: differing })}</p>
      <div className="draft-sides">{rows.map((row, n) => (
        <div key={n} className={row.left === row.right ? 'draft-pair' : 'draft-pair differs'}>
          <p><Words row={row} side="left" /></p>
          <p><Words row={row} side="right" /></p>
        </div>
      ))}</div>
    </>
  )
}

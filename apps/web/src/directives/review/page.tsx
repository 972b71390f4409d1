import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, Navigate, useParams } from 'react-router'
import type { DirectiveDetail } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { getDirective } from '#web/api/office.ts'
import { t, word } from '#web/text/t.ts'
import { useKeys } from '#web/ui/keys.ts'
import { Answer } from '#web/ui/states.tsx'
import { useTitle } from '#web/ui/title.ts'
import { Ask } from './ask.tsx'
import { HeaderForm } from './header-form.tsx'
import { OrderTree } from './order-tree.tsx'
import { ScanPages } from './scan-pages.tsx'
import { ScanTools } from './scan-tools.tsx'
import { useScanWords, type ScanWords } from './scan-words.ts'
import { SelectionTools } from './selection-tools.tsx'
import { SourceText, type Selected } from './source.tsx'
import { StaleOrderDialog } from './stale-order.tsx'
import { SummaryBar } from './summary.tsx'
import { useReviewWork } from './work.ts'
import '../scan.css'

/** Rà soát văn bản: the source on the left, what was read from it on the right, linked both ways. */
export function ReviewPage() {
  const { id = '' } = useParams()
  const directive = useQuery({ queryKey: ['directives', 'one', id], queryFn: () => getDirective(id) })
  const [issued, setIssued] = useState(false)
  useTitle('review.title', directive.data?.number ?? undefined)
  return (
    <Answer of={directive}>
      {(data) => (data.state === 'draft' && data.orders !== null ? <Review directive={data} onIssue={() => setIssued(true)} /> : <Navigate to={`/van-ban/${data.id}`} replace state={{ issued }} />)}
    </Answer>
  )
}

function Review({ directive, onIssue }: { directive: DirectiveDetail; onIssue: () => void }) {
  const work = useReviewWork(directive)
  const words = useScanWords(directive)
  const [lit, light] = useState<string | null>(null)
  const [chosen, choose] = useState<{ id: string; at: number; from: 'source' | 'card' } | null>(null)
  const [selected, select] = useState<Selected | null>(null)
  const [pane, setPane] = useState<'source' | 'structure'>('structure')
  const choice = (from: 'source' | 'card') => (id: string) => choose({ id, at: Date.now(), from })
  useKeys({ 'ctrl+z': () => (work.canUndo ? void work.undo() : false) })
  return (
    <div className="review" data-pane={pane}>
      <header className="review-head">
        <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-ban?box=drafts">{t('directiveBox.drafts')}</Link></nav>
        <h1>{t('review.title')} <span className="review-number">{directive.number ?? t('directive.noNumber')}</span></h1>
        <Button size="small" disabled={!work.canUndo} onClick={() => void work.undo()} aria-keyshortcuts="Control+Z">{t('review.undo')}</Button>
        <Segmented className="pane-switch" value={pane} onChange={setPane} options={[{ value: 'source', label: t('review.source') }, { value: 'structure', label: t('review.structure') }]} />
      </header>
      <div className="review-source">
        <Beside directive={directive} words={words}>
          <SourceText directive={directive} linked lit={lit} scrollTo={chosen?.from === 'card' ? chosen : null} onHover={light} onSelect={select}
            doubts={{ marks: words.marks, now: words.now?.start ?? null, look: words.look }} onChoose={(id) => { choice('source')(id); setPane('structure') }} />
        </Beside>
        {selected !== null && <SelectionTools work={work} selected={selected} done={() => select(null)} />}
      </div>
      <div className="review-structure">
        <Findings directive={directive} />
        <HeaderForm directive={directive} light={light} />
        <Ask work={work} />
        <OrderTree work={work} lit={lit} light={light} chosen={chosen} choose={choice('card')} />
      </div>
      <SummaryBar work={work} onIssue={onIssue} />
      {work.stale !== null && <StaleOrderDialog work={work} stale={work.stale} />}
    </div>
  )
}

/** A scan shows its pages above its text, and between them what is doubtful. */
function Beside({ directive, words, children }: { directive: DirectiveDetail; words: ScanWords; children: ReactNode }) {
  if (words.pages.length === 0) return children
  return <div className="scan-source"><ScanPages directive={directive} words={words} /><ScanTools directive={directive} words={words} />{children}</div>
}

function Findings({ directive }: { directive: DirectiveDetail }) {
  if (directive.findings.length === 0) return null
  return <ul className="findings" aria-label={t('review.findings')}>{directive.findings.map(({ code, values }) => <li key={code + JSON.stringify(values)}>{word(`finding.${code}`, readable(values))}</li>)}</ul>
}

/** Days inside a finding's values as people write them. */
function readable(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value]))
}

import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Input, Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Chain } from '@phaodai/office'
import { diseaseCase } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useParamsOfAddress } from '../ui/params.ts'
import { Answer, Nothing, PageWaiting } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getChain, getOutbreakChain } from './api.ts'
import { painted as paintedBy, paints, type Paint, type Painted } from './colours.ts'
import './chains.css'
import { LinksTable } from './links-table.tsx'
import { chainModel, codeOf, findCode, type ChainModel } from './model.ts'
import { CasePanel } from './panel.tsx'
import { ChainTree } from './tree.tsx'

const ChainNetwork = lazy(() => import('./network.tsx'))
const ChainMap = lazy(() => import('./chain-map.tsx'))
const views = ['tree', 'network', 'map'] as const
type View = (typeof views)[number]

/** Chuỗi lây of one case: everybody in scope who hangs together with it. */
export function CaseChainPage() {
  const { caseId = '' } = useParams()
  useTitle('chains.title')
  const found = useQuery({ queryKey: ['chains', 'case', caseId], queryFn: () => getChain(caseId), staleTime: 60_000, structuralSharing: false })
  return (
    <article className="chains">
      <Answer of={found}>{(chain) => <Room chain={chain} title={t('chains.titleOf', { code: codeOf(chain, chain.start) })} csv={`/api/cases/${caseId}/chain.csv`} back={<Link to={`/ca-benh/${caseId}`}>{t('chains.toCase')}</Link>} />}</Answer>
    </article>
  )
}

/** Chuỗi lây within one outbreak. */
export function OutbreakChainPage() {
  const { outbreakId = '' } = useParams()
  useTitle('chains.titleOutbreak')
  const found = useQuery({ queryKey: ['chains', 'outbreak', outbreakId], queryFn: () => getOutbreakChain(outbreakId), staleTime: 60_000, structuralSharing: false })
  return (
    <article className="chains">
      <Answer of={found}>{(chain) => <Room chain={chain} title={t('chains.titleOutbreak')} csv={null} back={<Link to={`/so-theo-doi/outbreak/${outbreakId}`}>{t('chains.toOutbreak')}</Link>} />}</Answer>
    </article>
  )
}

function Room({ chain, title, csv, back }: { chain: Chain; title: string; csv: string | null; back: React.ReactNode }) {
  const { may } = useMe()
  const { message } = App.useApp()
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        <div className="page-tools no-print">
          {back} <Link to="/chuoi-lay">{t('chains.all')}</Link>
          {csv !== null && may('disease_case.export') && <Button size="small" onClick={() => void download(csv, `${t('chains.file')}.csv`).catch((error: unknown) => message.error(messageOf(error)))}>{t('chains.export')}</Button>}
        </div>
      </header>
      <Figures of={chain} />
      {chain.more && <Alert type="warning" role="note" showIcon title={t('chains.more', { n: chain.cases.id.length })} />}
      {chain.links.from.length === 0 && chain.cases.id.length <= 1 ? <Nothing title="chains.none" /> : null}
      {chain.cases.id.length > 0 && <Drawn chain={chain} />}
    </>
  )
}

function Figures({ of: { figures } }: { of: Chain }) {
  const { cases, links, clusters, generations, firstOn, lastOn, intervals, circular } = figures
  return (
    <p className="chain-figures">
      {t('chains.figures', { cases, links, generations })}
      {clusters > 1 && ` ${t('chains.clusters', { n: clusters })}`}
      {intervals.median !== null && ` ${t('chains.median', { days: formatNumber(intervals.median), n: intervals.known })}`}
      {firstOn !== null && lastOn !== null && ` ${t('chains.span', { from: formatDay(firstOn), to: formatDay(lastOn) })}`}
      {circular > 0 && ` ${t('chains.circular', { n: circular })}`}
    </p>
  )
}

function Drawn({ chain }: { chain: Chain }) {
  const [params, change] = useParamsOfAddress()
  const [broken, setBroken] = useState(false)
  const asked = views.find((each) => each === params.get('view')) ?? 'tree'
  const view: View = broken && asked !== 'tree' ? 'tree' : asked
  const paint: Paint = paints.find((each) => each === params.get('colour')) ?? 'class'
  const model = useMemo(() => chainModel(chain), [chain])
  const painted = useMemo(() => paintedBy(chain, paint), [chain, paint])
  const chosen = params.get('case')
  const selected = useMemo(() => (chosen === null ? -1 : chain.cases.id.indexOf(chosen)), [chain, chosen])
  const select = (id: string | undefined): void => change({ case: id })
  const selectAt = (at: number): void => select(chain.cases.id[at])
  const shared = { model, painted, selected, onSelect: selectAt }
  return (
    <>
      <Tools {...{ view, paint, model, change }} onFound={selectAt} />
      {broken && <Alert type="info" showIcon title={t('chains.noWebGl')} />}
      <div className={selected === -1 ? 'chain-columns' : 'chain-columns with-panel'}>
        <div className="chain-main">
          {view !== 'map' && <Legend {...{ painted, paint }} />}
          <Suspense fallback={<PageWaiting />}>
            {view === 'tree' && <ChainTree {...shared} />}
            {view === 'network' && <ChainNetwork {...shared} onFailure={() => setBroken(true)} />}
            {view === 'map' && <ChainMap {...shared} onFailure={() => setBroken(true)} />}
          </Suspense>
        </div>
        {selected !== -1 && <CasePanel caseId={chain.cases.id[selected]!} onSelect={select} onClose={() => select(undefined)} />}
      </div>
      {chain.links.from.length > 0 && <LinksTable {...{ model, selected }} onSelect={selectAt} />}
    </>
  )
}

type ToolsProps = { view: View; paint: Paint; model: ChainModel; change: (next: Record<string, string | undefined>) => void; onFound: (at: number) => void }

function Tools({ view, paint, model, change, onFound }: ToolsProps) {
  const [missing, setMissing] = useState(false)
  const seek = (typed: string): void => {
    const found = findCode(model.chain, typed)
    setMissing(typed.trim() !== '' && found === -1)
    if (found !== -1) onFound(found)
  }
  return (
    <div className="chain-tools no-print" role="search" aria-label={t('chains.title')}>
      <Segmented aria-label={t('chains.view')} value={view} onChange={(next) => change({ view: next === 'tree' ? undefined : next })} options={views.map((value) => ({ value, label: t(`chains.view.${value}`) }))} />
      <Segmented size="small" aria-label={t('chains.colour')} value={paint} onChange={(next) => change({ colour: next === 'class' ? undefined : next })} options={paints.map((value) => ({ value, label: t(`chains.colour.${value}`) }))} />
      <Input.Search allowClear aria-label={t('chains.search')} placeholder={t('chains.search')} onSearch={seek} />
      <span role="status">{missing && t('chains.notFound')}</span>
    </div>
  )
}

/** What the colours mean, each with its number of cases. */
function Legend({ painted: { shades }, paint }: { painted: Painted; paint: Paint }) {
  const nameOf = (name: string | null): string => (paint === 'class' ? codeWord(diseaseCase, 'classification', name!) : name ?? t('chains.otherAreas'))
  return (
    <ul className="chain-legend" aria-label={t('chains.legend')}>
      {shades.filter(({ cases }) => cases > 0).map(({ colour, name, cases }) => <li key={name ?? ''}><span className="chain-dot" style={{ background: colour }} /> {nameOf(name)} <span className="quiet figures">{formatNumber(cases)}</span></li>)}
    </ul>
  )
}

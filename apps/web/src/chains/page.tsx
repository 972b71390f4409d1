import { Alert, App, Button, Input, Progress, Segmented, Select } from 'antd'
import { lazy, memo, Suspense, useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
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
import { chainAddress, type ChainOf } from './api.ts'
import { painted as paintedBy, paints, type Paint, type Painted } from './colours.ts'
import './chains.css'
import { LinksTable } from './links-table.tsx'
import { chainModel, codeOf, findCode, type ChainModel } from './model.ts'
import { CasePanel } from './panel.tsx'
import { ChainTree } from './tree.tsx'
import { useChain, type ComingChain } from './use-chain.ts'

const SmallNetwork = lazy(() => import('./network.tsx'))
const LargeNetwork = lazy(() => import('./large-network.tsx'))
const ChainMap = lazy(() => import('./chain-map.tsx'))
/** From here on a network is drawn by ourselves: smaller dots, and nothing that holds the page. */
const LARGE = 500
const views = ['tree', 'network', 'map'] as const
type View = (typeof views)[number]

/** Chuỗi lây of one case: everybody in scope who hangs together with it. */
export function CaseChainPage() {
  const { caseId = '' } = useParams()
  useTitle('chains.title')
  return <ChainPage of="cases" id={caseId} titleOf={(chain) => t('chains.titleOf', { code: codeOf(chain, chain.start) })} back={<Link to={`/ca-benh/${caseId}`}>{t('chains.toCase')}</Link>} />
}

/** Chuỗi lây within one outbreak. */
export function OutbreakChainPage() {
  const { outbreakId = '' } = useParams()
  useTitle('chains.titleOutbreak')
  return <ChainPage of="outbreaks" id={outbreakId} titleOf={() => t('chains.titleOutbreak')} back={<Link to={`/so-theo-doi/outbreak/${outbreakId}`}>{t('chains.toOutbreak')}</Link>} />
}

function ChainPage({ titleOf, back, ...chain }: ChainOf & { titleOf: (chain: Chain) => string; back: React.ReactNode }) {
  const found = useChain(chain)
  return (
    <article className="chains">
      <Answer of={found}>{(data) => <Room chain={data} title={titleOf(data)} csv={`${chainAddress(chain)}.csv`} {...{ back, found }} />}</Answer>
    </article>
  )
}

function Room({ chain, title, csv, back, found }: { chain: Chain; title: string; csv: string; back: React.ReactNode; found: ComingChain }) {
  const { may } = useMe()
  const { message } = App.useApp()
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        <div className="page-tools no-print">
          {back} <Link to="/chuoi-lay">{t('chains.all')}</Link>
          {may('disease_case.export') && chain.links.from.length > 0 && <Button size="small" onClick={() => void download(csv, `${t('chains.file')}.csv`).catch((error: unknown) => message.error(messageOf(error)))}>{t('chains.export')}</Button>}
        </div>
      </header>
      {found.coming === null && !found.lost ? <Figures of={chain} /> : <Coming {...{ chain, found }} />}
      {found.coming === null && !found.lost && chain.more && <Alert type="warning" role="note" showIcon title={t('chains.more', { n: chain.cases.id.length })} />}
      {chain.links.from.length === 0 && chain.cases.id.length <= 1 ? <Nothing title="chains.none" /> : null}
      {chain.cases.id.length > 0 && <Drawn chain={chain} />}
    </>
  )
}

/** The first of a long chain stands while the rest comes. */
function Coming({ chain, found: { coming, lost, refetch } }: { chain: Chain; found: ComingChain }) {
  const n = chain.cases.id.length
  if (lost) return <Alert type="error" role="alert" showIcon title={t('chains.lost', { n })} action={<Button size="small" onClick={() => void refetch()}>{t('failure.retry')}</Button>} />
  return <p className="chain-figures" role="status">{t('chains.coming', { n })} <Progress percent={Math.round((coming ?? 0) * 100)} size="small" aria-label={t('chains.comingLabel')} className="chain-progress" /></p>
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

/** Drawn anew with another chain only, not while one is coming. */
const Drawn = memo(function Drawn({ chain }: { chain: Chain }) {
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
  const navigate = useNavigate()
  const asDeep = params.get('deep') === null ? Number.POSITIVE_INFINITY : Math.max(0, Number(params.get('deep')) || 0)
  const deepest = selected === -1 ? asDeep : Math.max(asDeep, model.depth[selected]!) // whom somebody chose is seen
  return (
    <>
      <Tools {...{ view, paint, model, change, deepest }} onFound={selectAt} />
      {broken && <Alert type="info" showIcon title={t('chains.noWebGl')} />}
      <div className={selected === -1 ? 'chain-columns' : 'chain-columns with-panel'}>
        <div className="chain-main">
          {view !== 'map' && <Legend {...{ painted, paint }} />}
          <Suspense fallback={<PageWaiting />}>
            {view === 'tree' && <ChainTree {...shared} deepest={deepest} onOpen={(at) => void navigate(`/ca-benh/${chain.cases.id[at]}`)} />}
            {view === 'network' && (model.count > LARGE || chain.more ? <LargeNetwork {...shared} /> : <SmallNetwork {...shared} onFailure={() => setBroken(true)} />)}
            {view === 'map' && <ChainMap {...shared} onFailure={() => setBroken(true)} />}
          </Suspense>
        </div>
        {selected !== -1 && <CasePanel caseId={chain.cases.id[selected]!} onSelect={select} onClose={() => select(undefined)} />}
      </div>
      {chain.links.from.length > 0 && <LinksTable {...{ model, selected }} onSelect={selectAt} />}
    </>
  )
})

type ToolsProps = { view: View; paint: Paint; model: ChainModel; deepest: number; change: (next: Record<string, string | undefined>) => void; onFound: (at: number) => void }

function Tools({ view, paint, model, deepest, change, onFound }: ToolsProps) {
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
      {view === 'tree' && <Generations {...{ model, deepest, change }} />}
      <Input.Search allowClear aria-label={t('chains.search')} placeholder={t('chains.search')} onSearch={seek} />
      <span role="status">{missing && t('chains.notFound')}</span>
    </div>
  )
}

/** Folds the tree behind a generation; what is folded is counted beside its source. */
function Generations({ model, deepest, change }: Pick<ToolsProps, 'model' | 'deepest' | 'change'>) {
  const last = useMemo(() => model.depth.reduce((most, each) => Math.max(most, each), 0), [model])
  if (last < 2) return null
  const options = [{ value: '', label: t('chains.allGenerations') }, ...Array.from({ length: last }, (_, n) => ({ value: `${n}`, label: t('chains.toGeneration', { n: n + 1 }) }))]
  return <Select className="chain-deep" aria-label={t('chains.fold')} value={deepest < last ? `${deepest}` : ''} options={options} onChange={(value: string) => change({ deep: value === '' ? undefined : value, case: undefined })} />
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

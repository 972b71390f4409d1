import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Reform } from '@phaodai/office/reform.ts'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, word, type Key } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getReform, makePlan, moveOn, rehearse } from './api.ts'
import { HeadDialog } from './list.tsx'
import { Moves } from './moves.tsx'
import { People } from './people.tsx'
import { Questions } from './questions.tsx'
import { RunView } from './report.tsx'
import './reforms.css'

const sections: { key: string; word: Key }[] = [
  { key: 'phuong-an', word: 'reform.step.plan' }, { key: 'can-quyet', word: 'reform.step.questions' }, { key: 'nguoi', word: 'reform.step.people' },
  { key: 'dien-tap', word: 'reform.step.rehearsal' }, { key: 'xac-nhan', word: 'reform.step.confirm' },
]
const isRunning = (reform: Reform | undefined): boolean => reform?.run?.state === 'queued' || reform?.run?.state === 'running' || reform?.state === 'confirmed'

/** One rearrangement from its plan to the day it is carried out. */
export function ReformPage() {
  const { id = '', step } = useParams()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const { may } = useMe()
  const reform = useQuery({ queryKey: ['reforms', id], queryFn: () => getReform(id), refetchInterval: ({ state }) => (isRunning(state.data) ? 1500 : false) })
  useTitle('reform.title', reform.data?.name)
  const changed = () => void queries.invalidateQueries({ queryKey: ['reforms'] })
  const shown = sections.find(({ key }) => key === step)?.key ?? 'phuong-an'
  return (
    <>
      <p className="no-print"><Link to="/quan-tri/sap-xep">{t('reform.tab')}</Link></p>
      <Answer of={reform}>
        {(data) => (
          <>
            <header className="page-head"><h1>{data.name}</h1>{data.state === 'draft' && may('reform.plan') && <Button onClick={() => setEditing(true)}>{t('reform.edit')}</Button>}</header>
            <p>{t('reform.effectiveOn')}: <strong>{formatDay(data.effectiveOn)}</strong> · {data.legalNumber}, {formatDay(data.legalOn)}, {data.legalIssuer} · <strong>{word(`reformState.${data.state}`)}</strong></p>
            <nav className="views no-print" aria-label={t('reform.steps')}>
              {sections.map(({ key, word: name }) => (
                <Link key={key} to={`/quan-tri/sap-xep/${data.id}/${key}`} aria-current={key === shown ? 'page' : undefined}>
                  {t(name)}{key === 'can-quyet' && data.open > 0 ? ` (${data.open})` : ''}{key === 'nguoi' && data.counts.postsOpen > 0 ? ` (${data.counts.postsOpen})` : ''}
                </Link>
              ))}
            </nav>
            <Section reform={data} shown={shown} onChange={changed} />
            {editing && <HeadDialog reform={data} onSaved={changed} onClose={() => setEditing(false)} />}
          </>
        )}
      </Answer>
    </>
  )
}

function Section({ reform, shown, onChange }: { reform: Reform; shown: string; onChange: () => void }) {
  const { may } = useMe()
  const mayPlan = may('reform.plan') && reform.state === 'draft'
  const props = { reform, mayPlan, onChange }
  if (shown === 'can-quyet') return <Questions {...props} />
  if (shown === 'nguoi') return <People {...props} />
  if (shown === 'dien-tap') return <Rehearsal reform={reform} onChange={onChange} />
  if (shown === 'xac-nhan') return <Confirmation reform={reform} onChange={onChange} />
  return <PlanView {...props} />
}

/** Does something with the operation; what is refused is said. */
function useAct(onChange: () => void) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().then(onChange, (error: unknown) => message.error(messageOf(error)))
    setBusy(false)
  }
  return { busy, act }
}

function PlanView({ reform, mayPlan, onChange }: { reform: Reform; mayPlan: boolean; onChange: () => void }) {
  const { busy, act } = useAct(onChange)
  const { beginning, unitsEnding, unitsBeginning, villages } = reform.counts
  const make = () => void act(() => makePlan(reform.id, reform.version))
  return (
    <>
      <p>{reform.moves === 0 ? t('reform.noPlan') : t('reform.planCounts', { ending: reform.moves, beginning, unitsEnding, unitsBeginning, villages })}</p>
      {mayPlan && reform.moves === 0 && <Button type="primary" className="gap-below" loading={busy} onClick={make}>{t('reform.makePlan')}</Button>}
      {mayPlan && reform.moves > 0 && <Popconfirm title={t('reform.remakeAsk')} okText={t('reform.remakePlan')} onConfirm={make}><Button className="gap-below" loading={busy}>{t('reform.remakePlan')}</Button></Popconfirm>}
      {reform.moves > 0 && <><h2>{t('reform.moves')}</h2><Moves reform={reform} mayPlan={mayPlan} onChange={onChange} /></>}
    </>
  )
}

function Rehearsal({ reform, onChange }: { reform: Reform; onChange: () => void }) {
  const { may } = useMe()
  const { busy, act } = useAct(onChange)
  const open = reform.state !== 'carried_out' && reform.state !== 'abandoned' && reform.moves > 0
  return (
    <>
      {open && <p className="quiet">{t('reform.rehearseNote')}</p>}
      {open && may('reform.rehearse') && <Button type="primary" className="gap-below no-print" loading={busy || reform.run?.state === 'queued' || reform.run?.state === 'running'} onClick={() => void act(() => rehearse(reform.id))}>{t(reform.run ? 'reform.rehearseAgain' : 'reform.rehearse')}</Button>}
      {reform.run && <RunView reform={reform} run={reform.run} />}
    </>
  )
}

const isReady = ({ run, plan }: Reform): boolean => run?.state === 'done' && run.plan === plan && run.report?.unresolved.length === 0 && run.report.faults.length === 0

function Confirmation({ reform, onChange }: { reform: Reform; onChange: () => void }) {
  const { may } = useMe()
  const { busy, act } = useAct(onChange)
  const go = (action: Parameters<typeof moveOn>[1]) => () => void act(() => moveOn(reform.id, action, reform.version))
  const day = formatDay(reform.effectiveOn)
  return (
    <div className="reform-confirm">
      {reform.proposedTitle && <p>{t('reform.proposedBy', { title: reform.proposedTitle })}{reform.confirmedTitle && <> · {t('reform.confirmedBy', { title: reform.confirmedTitle })}</>}</p>}
      {reform.state === 'draft' && <><p className="quiet">{t('reform.proposeNote')}</p>{!isReady(reform) && <Alert type="info" showIcon title={t('reform.notReady')} className="gap-below" />}</>}
      {reform.state === 'draft' && may('reform.propose') && <Button type="primary" disabled={!isReady(reform)} loading={busy} onClick={go('propose')}>{t('reform.propose')}</Button>}
      {reform.state === 'proposed' && <p className="quiet">{reform.proposedByMe ? t('reform.ownProposal') : t('reform.confirmNote', { day })}</p>}
      {reform.state === 'proposed' && may('reform.confirm') && !reform.proposedByMe && (
        <Popconfirm title={t('reform.confirm')} description={<div className="reform-ask">{t('reform.confirmAsk', { day })}</div>} okText={t('reform.confirm')} onConfirm={go('confirm')}><Button type="primary" loading={busy}>{t('reform.confirm')}</Button></Popconfirm>
      )}
      {reform.state === 'confirmed' && <Alert type="info" showIcon title={t('reform.confirmNote', { day })} className="gap-below" />}
      {(reform.state === 'proposed' || reform.state === 'confirmed') && may('reform.withdraw') && <Button loading={busy} onClick={go('withdraw')}>{t('reform.withdraw')}</Button>}
      {reform.state === 'draft' && may('reform.abandon') && <Popconfirm title={t('reform.abandonAsk')} okText={t('reform.abandon')} onConfirm={go('abandon')}><Button loading={busy}>{t('reform.abandon')}</Button></Popconfirm>}
      {reform.state === 'carried_out' && <><Alert type="info" showIcon title={t('reform.carriedOut')} className="gap-below" />{reform.run && <RunView reform={reform} run={reform.run} />}</>}
      {reform.state === 'abandoned' && <p>{t('reform.abandoned')}</p>}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { DraftContent, DraftDetail } from '@phaodai/office'
import { t } from '../text/t.ts'
import { useKeys } from '../ui/keys.ts'
import { SaveLine } from '../ui/save-line.tsx'
import { StaleDialog } from '../ui/stale.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getDraft } from './api.ts'
import { useDraftText, type DraftText } from './autosave.ts'
import { Copies } from './copies.tsx'
import './drafts.css'
import { DraftForm } from './edit.tsx'
import { FindingsBox } from './findings.tsx'
import { Paper } from './paper.tsx'
import { Clearances, Talk } from './talk.tsx'
import { Differing, History } from './versions.tsx'
import { StateLine, Way } from './way.tsx'

/** A draft: the form at the left, the paper it makes at the right, its way to the signature above. */
export function DraftPage() {
  const { id = '' } = useParams()
  const draft = useQuery({ queryKey: ['drafts', 'one', id], queryFn: () => getDraft(id) })
  useTitle('drafts.title', draft.data?.abstract.slice(0, 60))
  return <Answer of={draft}>{(data) => (data.actions.includes('edit') ? <EditedDraft key={`${data.id}-${data.round}`} draft={data} /> : <StandingDraft draft={data} />)}</Answer>
}

function EditedDraft({ draft }: { draft: DraftDetail }) {
  const text = useDraftText(draft)
  useKeys({ 'ctrl+s': () => void text.keep() })
  return (
    <article className="draft-page">
      <Head draft={draft} about={text.content.abstract} before={text.flush} saving={text} />
      <Tabs draft={draft} content={text.content} first={<DraftForm draft={draft} text={text} />} firstName={t('drafts.write')} />
      {text.conflict && <Stale theirs={text.conflict.content} text={text} />}
    </article>
  )
}

function StandingDraft({ draft }: { draft: DraftDetail }) {
  return (
    <article className="draft-page">
      <Head draft={draft} about={draft.abstract} before={() => Promise.resolve()} saving={null} />
      <Tabs draft={draft} content={draft.content} first={<Standing draft={draft} />} firstName={t('drafts.state')} />
    </article>
  )
}

function Stale({ theirs, text }: { theirs: DraftContent; text: DraftText }) {
  return <StaleDialog note={t('drafts.differingOnly')} theirs={<Differing from={theirs} to={text.content} side="left" />} mine={<Differing from={theirs} to={text.content} side="right" />} onTakeTheirs={() => text.settle('theirs')} onKeepMine={() => text.settle('mine')} onCancel={text.later} />
}

/** Why the text is back on the desk, when somebody on its way returned it. */
function Returned({ draft }: { draft: DraftDetail }) {
  const back = draft.steps.find(({ round, decision }) => round === draft.round - 1 && decision === 'returned')
  if (!back) return null
  return <Alert className="gap-below" type="warning" showIcon title={t('drafts.returnedBy', { who: back.title, step: t(`draftStep.${back.kind}`) })} description={back.reason} />
}

function Head({ draft, about, before, saving }: { draft: DraftDetail; about: string; before: () => Promise<void>; saving: DraftText | null }) {
  return (
    <header className="draft-head">
      <nav className="crumbs" aria-label={t('task.where')}>
        <Link to="/soan-thao">{t('drafts.title')}</Link>
        {draft.sourceId !== null && <Link to={`/van-ban/${draft.sourceId}`}>{t('drafts.fromSource', { number: draft.sourceNumber ?? '' })}</Link>}
      </nav>
      <h1>{about || t('drafts.noAbstract')}</h1>
      <StateLine draft={draft} />
      <Way draft={draft} before={before} />
      {saving && <SaveLine text={saving}><Button size="small" onClick={() => void saving.keep()}>{t('drafts.keep')}</Button></SaveLine>}
      {draft.state === 'drafting' && <Returned draft={draft} />}
    </header>
  )
}

const tabs = ['first', 'talk', 'history'] as const
type Tab = (typeof tabs)[number]

function Tabs({ draft, content, first, firstName }: { draft: DraftDetail; content: DraftContent; first: React.ReactNode; firstName: string }) {
  const [tab, setTab] = useState<Tab>('first')
  const open = draft.comments.filter(({ resolvedAt }) => resolvedAt === null).length
  const names: Record<Tab, string> = { first: firstName, talk: open > 0 ? t('drafts.talkOpen', { n: open }) : t('drafts.talk'), history: t('drafts.history') }
  return (
    <div className="draft-columns">
      <div className="draft-left">
        <div className="views" role="tablist" aria-label={t('drafts.parts')}>
          {tabs.filter((each) => each !== 'history' || draft.mine).map((each) => <button key={each} type="button" role="tab" aria-selected={tab === each} className="draft-tab" onClick={() => setTab(each)}>{names[each]}</button>)}
        </div>
        <div role="tabpanel" aria-label={names[tab]}>{tab === 'first' ? first : tab === 'talk' ? <Talk draft={draft} /> : <History draft={draft} />}</div>
      </div>
      <Paper content={content} given={{ number: draft.number ?? draft.sign, date: draft.issuedOn, draft: draft.provisional }} />
    </div>
  )
}

function Standing({ draft }: { draft: DraftDetail }) {
  const read = draft.deliveries.filter(({ readAt }) => readAt !== null).length
  return (
    <div className="draft-standing">
      {draft.findings.length > 0 && <FindingsBox findings={draft.findings} />}
      {draft.state === 'clearance' && <Clearances draft={draft} />}
      {draft.steps.length > 0 && (
        <section><h2>{t('drafts.signingOrder')}</h2>
          <ol>{draft.steps.filter(({ round }) => round === Math.max(...draft.steps.map((each) => each.round))).map((step) => (
            <li key={step.id} className="draft-said"><strong>{t(`draftStep.${step.kind}`)}</strong> · {step.title} · {step.decision === null ? t('drafts.undecided') : t(`draftDecision.${step.decision}`)}{step.reason !== null && <> — {step.reason}</>}</li>
          ))}</ol></section>
      )}
      <Copies draft={draft} />
      {draft.deliveries.length > 0 && (
        <section><h2>{t('drafts.deliveries', { n: draft.deliveries.length })}</h2><p>{t('drafts.readBy', { n: read })}{read < draft.deliveries.length && <> · <Link to={`/van-ban/${draft.directiveId}`}>{t('unread.open')}</Link></>}</p>
          <ul className="draft-readers">{draft.deliveries.map(({ body, readAt }) => <li key={body.id}>{body.name} <span className="quiet">{t(readAt === null ? 'drafts.unread' : 'drafts.read')}</span></li>)}</ul></section>
      )}
      {draft.provisional && draft.state !== 'drafting' && <p className="quiet">{t('drafts.provisional')}</p>}
    </div>
  )
}

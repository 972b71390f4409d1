import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import type { DirectiveDetail } from '@phaodai/office'
import { download, messageOf } from '../api/client.ts'
import { acknowledgeDirective, getDirective, listDirectiveFiles } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { FromMeeting } from '../meetings/origin.tsx'
import { ReferencePanel } from '../references/panel.tsx'
import { DeliveryStatusList } from '../handling/delivery-status.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { ResultReport } from '../statistics/result-report.tsx'
import { t, word } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { DayText, InstantText } from '../ui/marks.tsx'
import { StateBar } from '../ui/state-bar.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { DeliveryTable } from './deliveries.tsx'
import { EndDialog, type Ending } from './end-dialog.tsx'
import { IssueResult } from './issue-result.tsx'
import { SourceText } from './review/source.tsx'
import { TasksByBody } from './tasks-by-body.tsx'

/** A document after issue: its text, its tasks by body, who has received, read and accepted it. */
export function DirectivePage() {
  const { id = '' } = useParams()
  const directive = useQuery({ queryKey: ['directives', 'one', id], queryFn: () => getDirective(id) })
  useTitle('rail.directives', directive.data?.number ?? undefined)
  return <Answer of={directive}>{(data) => <DirectiveView directive={data} />}</Answer>
}

function DirectiveView({ directive }: { directive: DirectiveDetail }) {
  const { state } = useLocation() as { state: { issued?: boolean } | null }
  return (
    <article className="directive-page">
      {state?.issued === true && <IssueResult directive={directive} />}
      <Head directive={directive} />
      <div className="directive-columns">
        <section className="directive-text" aria-label={t('directive.text')}><SourceText directive={directive} linked={false} /></section>
        <div className="directive-side">
          <Numbers directive={directive} />
          <TasksByBody directiveId={directive.id} />
          {directive.spoken == null && <ReferencePanel directiveId={directive.id} />}
          {directive.fileId !== null && <Files directiveId={directive.id} />}
          {directive.deliveries.length > 0 && <DeliveryTable deliveries={directive.deliveries} chase={directive.orders !== null && directive.state === 'issued' ? directive.number ?? '' : null} />}
          {directive.orders !== null && directive.deliveries.length > 0 && <DeliveryStatusList directiveId={directive.id} />}
        </div>
      </div>
    </article>
  )
}

/** The original and what came with it. */
function Files({ directiveId }: { directiveId: string }) {
  const files = useQuery({ queryKey: ['directives', 'files', directiveId], queryFn: () => listDirectiveFiles(directiveId) })
  if (files.data === undefined || files.data.rows.length === 0) return null
  return (
    <section>
      <h2>{t('scan.attachments')}</h2>
      <div className="thumbs">{files.data.rows.map((file) => <FileThumb key={file.id} file={file} />)}</div>
    </section>
  )
}

function Head({ directive }: { directive: DirectiveDetail }) {
  return (
    <header>
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-ban">{t('rail.directives')}</Link></nav>
      <h1>{word(`docType.${directive.docType}`)} {directive.number ?? (directive.spoken == null ? t('directive.noNumber') : '')}</h1>
      <p className="directive-abstract">{directive.abstract ?? t('directive.noAbstract')}</p>
      <dl className="who-line">
        <div><dt>{t('directive.issuer')}</dt><dd>{directive.issuer?.name ?? directive.issuerText ?? t('directive.unknownIssuer')}</dd></div>
        <div><dt>{t('directive.issuedOn')}</dt><dd><DayText day={directive.issuedOn} /></dd></div>
        {directive.spoken != null && <div><dt>{t('oral.occasion')}</dt><dd>{[directive.spoken.occasion, directive.spoken.by].filter(Boolean).join(' · ')}; {t('oral.recordedBy')}: {directive.spoken.own ? t('oral.byLeader') : directive.spoken.recordedBy}</dd></div>}
        {directive.spoken == null && directive.signerName !== null && <div><dt>{t('directive.signer')}</dt><dd>{[directive.signerCapacity, directive.signerName].filter(Boolean).join(' ')}</dd></div>}
        {directive.direction === 'own' && <FromMeeting directiveId={directive.id} />}
        {directive.authority !== null && <div><dt>{t('who.authority')}</dt><dd>{directive.authority.name}</dd></div>}
        {directive.monitor !== null && <div><dt>{t('who.monitor')}</dt><dd>{directive.monitor.name}</dd></div>}
        <div><dt>{t('directive.state')}</dt><dd>{t(`directiveState.${directive.state}`)}{directive.withdrawnReason !== null && <>: {directive.withdrawnReason}</>}{directive.supersededById !== null && <> · <Link to={`/van-ban/${directive.supersededById}`}>{t('directive.successor')}</Link></>}</dd></div>
      </dl>
      <Actions directive={directive} />
    </header>
  )
}

function Actions({ directive }: { directive: DirectiveDetail }) {
  const [ending, setEnding] = useState<Ending | null>(null)
  const { message } = App.useApp()
  const acting = useMe()
  const queries = useQueryClient()
  const acknowledge = useMutation({
    mutationFn: () => acknowledgeDirective(directive.id), onError: (error) => message.error(messageOf(error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t('directive.acknowledged'))
    },
  })
  const may = (action: DirectiveDetail['actions'][number]) => directive.actions.includes(action)
  const mine = directive.myDelivery
  return (
    <div className="action-row no-print">
      {may('acknowledge') && <Button type="primary" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>{t('directive.acknowledge')}</Button>}
      {mine !== null && mine.acknowledgedAt !== null && <span className="quiet">{t('directive.acknowledgedAt')} <InstantText at={mine.acknowledgedAt} /></span>}
      {mine !== null && mine.acknowledgedAt === null && mine.chaseNote !== null && <span>{t('unread.mine')} {mine.chaseNote}</span>}
      {mine !== null && mine.purpose !== 'execute' && <span className="quiet">{t(`purposeNote.${mine.purpose}`)}</span>}
      {(mine !== null || (directive.orders !== null && directive.direction === 'incoming')) && acting.may('draft.write') && <Link to={`/soan-thao?tu-van-ban=${directive.id}`}><Button tabIndex={-1}>{t('drafts.concretise')}</Button></Link>}
      {may('review') && <Link to={`/van-ban/${directive.id}/ra-soat`}><Button type="primary" tabIndex={-1}>{t('review.title')}</Button></Link>}
      {directive.orders !== null && directive.state !== 'draft' && directive.spoken == null && <Button onClick={() => void download(`/api/edxml/of/${directive.id}`, `${directive.number?.replaceAll('/', '-') ?? 'van-ban'}.edxml`).catch((error: unknown) => message.error(messageOf(error)))}>{t('edxml.export')}</Button>}
      <ResultReport directive={directive} />
      {may('supersede') && <Button onClick={() => setEnding('supersede')}>{t('directive.supersede')}</Button>}
      {may('withdraw') && <Button danger onClick={() => setEnding('withdraw')}>{t('directive.withdraw')}</Button>}
      {ending !== null && <EndDialog directive={directive} ending={ending} close={() => setEnding(null)} />}
    </div>
  )
}

function Numbers({ directive }: { directive: DirectiveDetail }) {
  const { total, notStarted, inProgress, awaiting, done, overdue } = directive.tasks
  if (total === 0) return null
  return (
    <section className="directive-numbers">
      <StateBar total={total} legend states={{ not_started: notStarted, in_progress: inProgress, awaiting_confirmation: awaiting, done }} />
      <p><Link to={tasksAt({ directiveId: directive.id, role: 'answering' })}>{t('directive.taskCount', { count: total })}</Link>{overdue > 0 && <> · <Link className="late-link" to={tasksAt({ directiveId: directive.id, pile: 'late', role: 'answering' })}>{t('directive.overdueCount', { count: overdue })}</Link></>}</p>
    </section>
  )
}

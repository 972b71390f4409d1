import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import type { BodyRef, DirectiveDetail, DirectiveOrder } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '#web/api/client.ts'
import { issueDirective } from '#web/api/office.ts'
import { t } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import { useReturnFocus } from '#web/ui/return-focus.ts'
import { blockedOf, leaderlessOf, questionsOf } from './ask.tsx'
import { RecipientLines } from './recipient-lines.tsx'
import { deliveriesOf, linesOf } from './recipients.ts'

type Props = { directive: DirectiveDetail; onIssue: () => void; close: () => void }

function officeDated(directive: DirectiveDetail): DirectiveOrder[] {
  return (directive.orders ?? []).filter(({ dropped, deadline, deadlineSource }) => !dropped && deadline !== null && deadlineSource === 'office')
}

/** Phát hành: on whose authority, who follows it up, who gets it for what; dates set by the office are confirmed. */
export function IssueDialog({ directive, onIssue, close }: Props) {
  useReturnFocus()
  const [authority, setAuthority] = useState<BodyRef | null>(directive.authority ?? directive.issuer)
  const [monitor, setMonitor] = useState<BodyRef | null>(directive.monitor)
  const [lines, setLines] = useState(() => linesOf(directive))
  const [confirmed, confirm] = useState(false)
  const queries = useQueryClient()
  const dated = officeDated(directive)
  const deliveries = deliveriesOf(lines)
  const blocked = blockedOf(directive)
  const issue = useMutation({
    mutationFn: () => issueDirective(directive.id, { version: directive.version, authorityId: authority?.id ?? null, monitorId: monitor?.id ?? null, deliveries }),
    onSuccess: (answer) => {
      onIssue()
      queries.setQueryData(['directives', 'one', answer.id], answer)
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[2] !== answer.id })
    },
  })
  return (
    <Modal open title={t('issue.title')} width={820} onCancel={close} mask={{ closable: false }} footer={[
      <Button key="cancel" onClick={close}>{t('dialog.cancel')}</Button>,
      <Button key="issue" type="primary" loading={issue.isPending} disabled={deliveries.length === 0 || blocked > 0 || (dated.length > 0 && !confirmed)} onClick={() => issue.mutate()}>{t('issue.send', { count: deliveries.length })}</Button>,
    ]}>
      {issue.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(issue.error)} description={t('issue.nothingSent')} />}
      <Unclear directive={directive} blocked={blocked} />
      <div className="header-fields">
        <div><span className="field-label">{t('who.authority')}</span><BodySelect label={t('who.authority')} value={authority} onChange={setAuthority} /></div>
        <div><span className="field-label">{t('who.monitor')}</span><BodySelect label={t('who.monitor')} value={monitor} onChange={setMonitor} /></div>
      </div>
      <RecipientLines lines={lines} setLines={setLines} total={deliveries.length} />
      {dated.length > 0 && (
        <section className="office-dates">
          <h3>{t('issue.officeDates', { count: dated.length })}</h3>
          <ul>{dated.map((order) => <li key={order.id}><span className="figures">{formatDay(order.deadline!)}</span> <span className="clamp-1">{order.text}</span></li>)}</ul>
          <Checkbox checked={confirmed} onChange={({ target }) => confirm(target.checked)}>{t('issue.confirmDates')}</Checkbox>
        </section>
      )}
    </Modal>
  )
}

function Unclear({ directive, blocked }: { directive: DirectiveDetail; blocked: number }) {
  const names = questionsOf(directive).map(({ written }) => written)
  const leaderless = leaderlessOf(directive)
  if (names.length + leaderless.length === 0) return null
  const words = [...names.slice(0, 6), ...(leaderless.length > 0 ? [t('sum.noLead', { count: leaderless.length })] : [])]
  return <Alert type="warning" showIcon className="gap-below" title={blocked > 0 ? t('issue.blocked', { count: blocked }) : t('issue.unclear', { count: names.length })} description={words.join(' · ')} />
}

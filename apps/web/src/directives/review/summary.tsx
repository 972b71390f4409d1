import { Button } from 'antd'
import { useState } from 'react'
import type { DirectiveDetail } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { leaderlessOf, questionsOf } from './ask.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import type { ReviewWork } from './work.ts'

/** The numbers of the bottom bar. */
export function sumOf(directive: DirectiveDetail): { orders: number; unclear: number; leaderless: number; undated: number; officeDated: number } {
  const orders = (directive.orders ?? []).filter(({ dropped }) => !dropped)
  return {
    orders: orders.length, unclear: questionsOf(directive).length, leaderless: leaderlessOf(directive).length, undated: orders.filter(({ deadline }) => deadline === null).length,
    officeDated: orders.filter(({ deadline, deadlineSource }) => deadline !== null && deadlineSource === 'office').length,
  }
}

/** "27 nhiệm vụ · 5 cơ quan chưa rõ · 26 không có hạn" → Phát hành. */
export function SummaryBar({ work, onIssue }: { work: ReviewWork; onIssue: () => void }) {
  const [issuing, setIssuing] = useState(false)
  const sum = sumOf(work.directive)
  return (
    <footer className="summary-bar no-print">
      <p role="status">
        <strong>{t('sum.orders', { count: sum.orders })}</strong> · <span className={sum.unclear > 0 ? 'attention' : ''}>{t('sum.unclear', { count: sum.unclear })}</span> · {t('sum.undated', { count: sum.undated })}
        {sum.leaderless > 0 && <> · <span className="attention">{t('sum.noLead', { count: sum.leaderless })}</span></>}
        {sum.officeDated > 0 && <> · {t('sum.officeDated', { count: sum.officeDated })}</>}
        {work.busy && <span className="quiet"> · {t('state.saving')}</span>}
      </p>
      <Button type="primary" onClick={() => setIssuing(true)} disabled={!work.directive.actions.includes('issue')}>{t('issue.title')}</Button>
      {issuing && <IssueDialog directive={work.directive} onIssue={onIssue} close={() => setIssuing(false)} />}
    </footer>
  )
}

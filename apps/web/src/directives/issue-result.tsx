import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from 'react-router'
import type { DirectiveDetail } from '@phaodai/office'
import { tasksAt } from '#web/tasks/filter.ts'
import { t } from '#web/text/t.ts'

/** What stands after the issue, and where to go on. */
export function IssueResult({ directive }: { directive: DirectiveDetail }) {
  return (
    <div className="issue-result" role="status">
      <p className="issue-done"><CheckCircleFilled aria-hidden="true" /> {t('issue.done', { tasks: directive.tasks.total, bodies: directive.deliveries.length })}</p>
      <p>{t('issue.next')}</p>
      <p className="alert-actions">
        <Link to={tasksAt({ directiveId: directive.id })}>{t('issue.openTasks')}</Link>
        <Link to="/van-ban/tiep-nhan">{t('issue.takeNext')}</Link>
      </p>
    </div>
  )
}

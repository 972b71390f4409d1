import type { Progress } from '@phaodai/office/inspection.ts'
import { t } from '../text/t.ts'

/** How many of the planned places were inspected: a bar and the count. */
export function ProgressText({ of: { done, planned, cancelled, late } }: { of: Progress }) {
  return (
    <span className="plan-progress">
      <progress value={done} max={Math.max(planned, 1)} aria-label={t('plan.progress')} />
      <span className="figures">{t('plan.doneOf', { done, planned })}{cancelled > 0 && ` · ${t('plan.cancelled', { cancelled })}`}</span>
      {late > 0 && <span className="mark timing-overdue">{t('plan.late', { late })}</span>}
    </span>
  )
}

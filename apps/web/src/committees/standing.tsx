import type { Committee } from '@phaodai/office/committee.ts'
import { t } from '../text/t.ts'

/** Thành lập, kiện toàn lần n, giải thể; a committee whose decisions nobody has entered says so. */
export function Standing({ of }: { of: Pick<Committee, 'standing' | 'nth'> }) {
  if (of.standing === 'reorganise') return <span className="mark">{t('decision.reorganiseNth', { nth: of.nth ?? 1 })}</span>
  return <span className={of.standing === 'unrecorded' ? 'mark quiet' : 'mark'}>{t(`standing.${of.standing}`)}</span>
}

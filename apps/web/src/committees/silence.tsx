import { CheckCircleOutlined, WarningFilled } from '@ant-design/icons'
import type { MatrixRow } from '@phaodai/office/committee.ts'
import { t } from '../text/t.ts'

/** "im lặng 9 ngày": sign and word, or the days alone while all is well. */
export function SilenceMark({ row, short = false }: { row: Pick<MatrixRow, 'silent' | 'silentDays'>; short?: boolean }) {
  const icon = <span aria-hidden="true">{row.silent ? <WarningFilled /> : <CheckCircleOutlined />}</span>
  const words = short ? t('matrix.daysShort', { days: row.silentDays }) : row.silent ? t('matrix.silentFor', { days: row.silentDays }) : t('matrix.heardFor', { days: row.silentDays })
  return <span className={`mark timing-${row.silent ? 'overdue' : 'in_time'}`}>{icon} {words}</span>
}

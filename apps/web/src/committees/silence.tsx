import { CheckCircleOutlined, WarningFilled } from '@ant-design/icons'
import type { MatrixRow } from '@phaodai/office/committee.ts'
import { t } from '../text/t.ts'

function wordsOf({ silent, silentDays: days }: Pick<MatrixRow, 'silent' | 'silentDays'>, short: boolean): string {
  if (days === 0) return t('matrix.heardToday')
  if (short) return t('matrix.daysShort', { days })
  return silent ? t('matrix.silentFor', { days }) : t('matrix.heardFor', { days })
}

/** "im lặng 9 ngày": sign and word, or the days alone while all is well. */
export function SilenceMark({ row, short = false }: { row: Pick<MatrixRow, 'silent' | 'silentDays'>; short?: boolean }) {
  const icon = <span aria-hidden="true">{row.silent ? <WarningFilled /> : <CheckCircleOutlined />}</span>
  return <span className={`mark timing-${row.silent ? 'overdue' : 'in_time'}`}>{icon} {wordsOf(row, short)}</span>
}

import { Modal } from 'antd'
import type { MatrixRow } from '@phaodai/office/committee.ts'
import { t } from '../text/t.ts'
import { useReturnFocus } from '../ui/return-focus.ts'
import { VisitForm } from './visit-form.tsx'

/** The visit form beside the matrix, for the secretary who enters it for a member. */
export function VisitDialog({ row, onClose }: { row: MatrixRow; onClose: () => void }) {
  useReturnFocus()
  return <Modal open title={`${t('visit.add')}: ${row.memberName}, ${row.area.name}`} footer={null} onCancel={onClose} destroyOnHidden><VisitForm row={row} onDone={onClose} /></Modal>
}

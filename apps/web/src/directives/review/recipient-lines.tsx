import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import type { BodyRef } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import type { Line, Purpose } from './recipients.ts'

const purposes: Purpose[] = ['execute', 'report', 'inform']
type Props = { lines: Line[]; setLines: (lines: Line[]) => void; total: number }

/** Recipients, each with its purpose; "để báo cáo" and "để biết" read and get no task. */
export function RecipientLines({ lines, setLines, total }: Props) {
  const add = (body: BodyRef | null) => {
    if (body !== null && !lines.some(({ key }) => key === String(body.id))) setLines([...lines, { key: String(body.id), written: body.name, bodyIds: [body.id], purpose: 'inform', from: 'hand' }])
  }
  return (
    <section className="recipients">
      <h3>{t('issue.recipients', { count: total })}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.key}>
            <span className="recipient-name">{line.written}</span>
            <Select size="small" value={line.purpose} aria-label={t('issue.purposeOf', { body: line.written })} options={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
              onChange={(purpose) => setLines(lines.map((each) => (each.key === line.key ? { ...each, purpose } : each)))} className="purpose" />
            <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('chip.remove', { name: line.written })} onClick={() => setLines(lines.filter(({ key }) => key !== line.key))} />
          </li>
        ))}
      </ul>
      <BodySelect value={null} onChange={add} label={t('issue.addRecipient')} placeholder={t('issue.addRecipient')} />
    </section>
  )
}

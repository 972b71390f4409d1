import { CloseOutlined, DownOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import type { BodyRef, NamedBody } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import { SURE } from './sure.ts'

/** The server's word for an order that names nobody: everybody the document is addressed to. */
const ALL_RECIPIENTS = '*recipients*'

type Part = 'lead' | 'coordinate' | 'doer'
type Props = { part: Part; names: NamedBody[]; onChange: (names: NamedBody[]) => void }

/** A body as it was written, now known: set by hand. */
export function namedByHand(body: BodyRef): NamedBody {
  return { written: body.name, bodyIds: [body.id], bodies: [body], candidates: [], rule: 'hand', confidence: 1 }
}

/** How a named body is shown: its real name when it is one, the words as written when it is many or none. */
export function nameOf(named: NamedBody): string {
  if (named.written === ALL_RECIPIENTS) return t('chip.recipients', { count: named.bodyIds?.length ?? 0 })
  if (named.bodyIds === null) return `${named.written} ?`
  if (named.bodyIds.length === 1) return named.bodies[0]?.name ?? named.written
  return `${named.written} (${named.bodyIds.length})`
}

const isUnsure = (named: NamedBody) => named.bodyIds === null || named.confidence < SURE

/** [chủ trì ▾]: who it is, with a list behind it to change it. */
export function BodyChip({ part, names, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const unsure = names.some(isUnsure) || (part === 'lead' && names.length === 0)
  const words = names.length === 0 ? t(`chip.none.${part}`) : names.map(nameOf).join(', ')
  const bare = names.length === 0 && part === 'coordinate'
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" destroyOnHidden content={<ChipEditor part={part} names={names} onChange={onChange} />}>
      <button type="button" className={`chip chip-${part}${unsure ? ' unsure' : ''}${names.length === 0 ? ' empty' : ''}`} tabIndex={unsure ? 0 : -1} aria-label={`${t(`role.${part}`)}: ${words}`} title={bare ? t('chip.add') : words}>
        {bare ? <PlusOutlined aria-hidden="true" /> : <><span className="chip-words">{words}</span><DownOutlined aria-hidden="true" /></>}
      </button>
    </Popover>
  )
}

function ChipEditor({ part, names, onChange }: Props) {
  return (
    <div className="chip-editor">
      <strong>{t(`role.${part}`)}</strong>
      <ul>
        {names.map((named, index) => (
          <li key={`${named.written}-${index}`}>
            <span>{nameOf(named)}{named.bodyIds !== null && named.written !== ALL_RECIPIENTS && named.bodies[0]?.name !== named.written && <span className="quiet"> {t('chip.written', { words: named.written })}</span>}</span>
            <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('chip.remove', { name: nameOf(named) })} onClick={() => onChange(names.filter((each) => each !== named))} />
          </li>
        ))}
      </ul>
      <BodySelect autoFocus value={null} label={t('chip.add')} placeholder={t('chip.add')} onChange={(body) => body !== null && onChange([...names, namedByHand(body)])} />
    </div>
  )
}

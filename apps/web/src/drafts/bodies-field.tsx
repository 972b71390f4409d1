import { Button } from 'antd'
import type { PrintedBody } from '@phaodai/office'
import { t } from '../text/t.ts'
import { BodySelect } from '../ui/body-select.tsx'

type Props = { label: string; value: readonly PrintedBody[]; onChange: (bodies: PrintedBody[]) => void; groups: readonly PrintedBody[] }

const inFull = (name: string): string => name.replace(/^UBND(?=\s)/u, 'Ủy ban nhân dân')

/** Bodies as a document names them: groups by one click, single ones by typing. */
export function BodiesField({ label, value, onChange, groups }: Props) {
  const offered = groups.filter((group) => !value.some(({ written }) => written === group.written))
  const add = (body: PrintedBody) => onChange([...value, body])
  return (
    <div className="draft-bodies" role="group" aria-label={label}>
      <ul>{value.map((body, n) => (
        <li key={body.written}>
          <span>{body.written}</span> <span className="quiet">{body.bodyIds.length === 0 ? t('drafts.bodyUnknown') : body.bodyIds.length > 1 ? t('drafts.bodyCount', { n: body.bodyIds.length }) : ''}</span>
          <Button size="small" type="text" aria-label={t('drafts.removeBody', { body: body.written })} onClick={() => onChange(value.filter((_, k) => k !== n))}>×</Button>
        </li>
      ))}</ul>
      <div className="draft-bodies-add">
        {offered.map((group) => <Button key={group.written} size="small" onClick={() => add({ ...group })}>+ {group.written}</Button>)}
        <BodySelect label={label} value={null} onChange={(body) => body && add({ written: inFull(body.name), bodyIds: [body.id] })} />
      </div>
    </div>
  )
}

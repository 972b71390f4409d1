import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { numberedItems } from '@phaodai/directives/write/numbering.ts'
import { draftItems, writtenOf, type DraftContent, type DraftFinding, type DraftItem, type ItemTask, type PrintedBody } from '@phaodai/office'
import { newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { DayText } from '../ui/marks.tsx'
import { BodiesField } from './bodies-field.tsx'
import { FindingLines } from './findings.tsx'
import { addAfter, changeItem, emptyItem, indentItem, moveItem, outdentItem, removeItem } from './tree.ts'

type Shared = { content: DraftContent; setItems: (items: DraftItem[]) => void; groups: readonly PrintedBody[]; findings: readonly DraftFinding[] }

/** The body of a document as a tree: written, moved and indented without leaving the keyboard. */
export function ItemsEditor(shared: Shared) {
  const { content, setItems } = shared
  const [focus, setFocus] = useState<string | null>(null)
  const marks = numberedItems(writtenOf(content, { number: null, date: null, draft: true }))
  const rows = draftItems(content.items)
  const act = (items: DraftItem[], id: string) => { setItems(items); setFocus(id) }
  const add = () => {
    const fresh = emptyItem(newId())
    act([...content.items, fresh], fresh.id)
  }
  return (
    <div className="draft-items">
      {rows.map(({ item, above }, n) => <ItemRow key={item.id} {...shared} item={item} depth={above.length} mark={marks[n]?.mark ?? ''} focused={focus === item.id} act={act} />)}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>{t('drafts.addItem')}</Button>
      <p className="quiet">{t('drafts.itemKeys')}</p>
    </div>
  )
}

type RowProps = Shared & { item: DraftItem; depth: number; mark: string; focused: boolean; act: (items: DraftItem[], id: string) => void }

function useKeysOf({ content, item, act }: RowProps) {
  const { items } = content
  const add = () => {
    const fresh = emptyItem(newId())
    act(addAfter(items, item.id, fresh), fresh.id)
  }
  const steps: Record<string, () => void> = {
    ArrowUp: () => act(moveItem(items, item.id, -1), item.id), ArrowDown: () => act(moveItem(items, item.id, 1), item.id),
    ArrowRight: () => act(indentItem(items, item.id), item.id), ArrowLeft: () => act(outdentItem(items, item.id), item.id),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey ? steps[event.key] : event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? add : undefined
    if (!step) return
    event.preventDefault()
    step()
  }
  return { onKeyDown, steps, add }
}

function ItemRow(props: RowProps) {
  const { item, depth, mark, content, setItems, findings, focused } = props
  const { onKeyDown, steps, add } = useKeysOf(props)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => { if (focused) box.current?.querySelector('textarea')?.focus() }, [focused, depth])
  const patch = (more: Partial<DraftItem>) => setItems(changeItem(content.items, item.id, more))
  return (
    <div ref={box} className="draft-item" style={{ marginLeft: `calc(${Math.min(depth, 4)} * var(--step))` }} data-item={item.id}>
      <div className="draft-item-line">
        <span className="draft-mark" aria-hidden="true">{mark}</span>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 12 }} value={item.text} aria-label={t('drafts.itemText', { mark })} onKeyDown={onKeyDown} onChange={(event) => patch({ text: event.target.value })} />
      </div>
      <FindingLines findings={findings.filter(({ at }) => at === item.id)} />
      <ItemTaskLine {...props} patch={patch} />
      <div className="draft-item-tools">
        <Button size="small" type="text" icon={<PlusOutlined />} title={t('drafts.addBelow')} aria-label={t('drafts.addBelow')} onClick={add} />
        <Button size="small" type="text" icon={<ArrowUpOutlined />} title={t('drafts.moveUp')} aria-label={t('drafts.moveUp')} onClick={steps.ArrowUp} />
        <Button size="small" type="text" icon={<ArrowDownOutlined />} title={t('drafts.moveDown')} aria-label={t('drafts.moveDown')} onClick={steps.ArrowDown} />
        <Button size="small" type="text" icon={<LeftOutlined />} title={t('drafts.outdent')} aria-label={t('drafts.outdent')} onClick={steps.ArrowLeft} />
        <Button size="small" type="text" icon={<RightOutlined />} title={t('drafts.indent')} aria-label={t('drafts.indent')} onClick={steps.ArrowRight} />
        <Button size="small" type="text" icon={<DeleteOutlined />} title={t('drafts.removeItem')} aria-label={t('drafts.removeItem')} onClick={() => setItems(removeItem(content.items, item.id))} />
      </div>
    </div>
  )
}

const noTask: ItemTask = { leads: [], coordinates: [], deadline: null }

function ItemTaskLine({ item, groups, patch }: RowProps & { patch: (more: Partial<DraftItem>) => void }) {
  const [open, setOpen] = useState(false)
  const task = item.task ?? noTask
  const set = (more: Partial<ItemTask>) => patch({ task: { ...task, ...more }, noTask: false })
  const said = [task.leads.map(({ written }) => written).join(', '), task.coordinates.length > 0 ? t('drafts.withHelp', { bodies: task.coordinates.map(({ written }) => written).join(', ') }) : ''].filter(Boolean).join(' · ')
  return (
    <div className="draft-task">
      <button type="button" className="as-link draft-task-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {item.noTask ? t('drafts.noTask') : said || t('drafts.giveTask')}{task.deadline !== null && <> · <DayText day={task.deadline} /></>}
      </button>
      {item.source && <span className="quiet"> {t('drafts.carriesOut', { label: item.source.label })}{item.source.deadline !== null && <> · {t('drafts.superiorDue')} <DayText day={item.source.deadline} /></>}</span>}
      {open && (
        <div className="draft-task-fields">
          <span className="field-label">{t('drafts.leads')}</span><BodiesField label={t('drafts.leads')} value={task.leads} groups={groups} onChange={(leads) => set({ leads })} />
          <span className="field-label">{t('drafts.coordinates')}</span><BodiesField label={t('drafts.coordinates')} value={task.coordinates} groups={groups} onChange={(coordinates) => set({ coordinates })} />
          <span className="field-label">{t('drafts.deadline')}</span><DayField size="small" label={t('drafts.deadline')} value={task.deadline} onChange={(deadline) => set({ deadline })} />
          <Checkbox checked={item.heading} onChange={({ target }) => patch({ heading: target.checked })}>{t('drafts.heading')}</Checkbox>
          <Checkbox checked={item.noTask} onChange={({ target }) => patch({ noTask: target.checked, task: target.checked ? null : item.task })}>{t('drafts.noTask')}</Checkbox>
        </div>
      )}
    </div>
  )
}

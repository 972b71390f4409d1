import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { BodyRef, CascadeProposal, TaskDetail } from '@phaodai/office'
import { messageOf, newId } from '#web/api/client.ts'
import { cascadeTask, proposeCascade } from '#web/api/office.ts'
import { useMe } from '#web/frame/me.tsx'
import { t } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import { useReturnFocus } from '#web/ui/return-focus.ts'
import { Answer } from '#web/ui/states.tsx'
import { useUndo } from '#web/ui/undo.tsx'
import { takeBack } from '../bulk/send.ts'
import { CascadeTable, type Child } from './table.tsx'

type Props = { task: TaskDetail; close: () => void }

function childOf(body: BodyRef, proposal: CascadeProposal, picked: boolean): Child {
  return { id: newId(), body, text: proposal.text, deadline: proposal.deadline, picked }
}

function childrenOf(proposal: CascadeProposal): Child[] {
  return proposal.children.map(({ body, selected }) => childOf(body, proposal, selected)).sort((a, b) => Number(b.picked) - Number(a.picked))
}

/** Giao tiếp: one child task for each body of the next level, all preselected, each with its own words and date if wanted. */
export function CascadeDialog({ task, close }: Props) {
  useReturnFocus()
  const proposal = useQuery({ queryKey: ['tasks', 'cascade-proposal', task.id], queryFn: () => proposeCascade(task.id), staleTime: Infinity, gcTime: 0 })
  return (
    <Modal open width={860} title={t('action.cascade')} footer={null} onCancel={close} mask={{ closable: false }}>
      <Answer of={proposal}>{(data) => <CascadeForm task={task} proposal={data} close={close} />}</Answer>
    </Modal>
  )
}

function CascadeForm({ task, proposal, close }: Props & { proposal: CascadeProposal }) {
  const [children, setChildren] = useState<Child[]>(() => childrenOf(proposal))
  const [note, setNote] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { may } = useMe()
  const undo = useUndo()
  const picked = children.filter((child) => child.picked)
  const cascade = useMutation({
    mutationFn: () => cascadeTask(task.id, { children: picked.map(({ id, body, text, deadline }) => ({ id, bodyId: body.id, text, deadline })), ...(note.trim() === '' ? {} : { note: note.trim() }) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      if (may('task.cancel')) undo(t('cascade.done', { count: picked.length }), () => takeBack('cancel', picked.map(({ id }) => ({ id, version: 1 }))))
      else void message.success(t('cascade.done', { count: picked.length }))
      close()
    },
  })
  const add = (body: BodyRef | null) => {
    if (body !== null && !children.some((child) => child.body.id === body.id)) setChildren([childOf(body, proposal, true), ...children])
  }
  return (
    <>
      <p>{t('cascade.what', { count: picked.length })}</p>
      {cascade.isError && <Alert type="error" role="alert" showIcon title={messageOf(cascade.error)} className="gap-below" />}
      <div className="cascade-add"><BodySelect value={null} onChange={add} label={t('cascade.addBody')} placeholder={t('cascade.addBody')} /></div>
      <CascadeTable rows={children} parentText={proposal.text} setRows={setChildren} />
      <label className="field-label" htmlFor="cascade-note">{t('cascade.note')}</label>
      <Input.TextArea id="cascade-note" rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className="dialog-foot">
        <Button onClick={close}>{t('dialog.cancel')}</Button>
        <Button type="primary" loading={cascade.isPending} disabled={picked.length === 0 || picked.some(({ text }) => text.trim() === '')} onClick={() => cascade.mutate()}>{t('cascade.send', { count: picked.length })}</Button>
      </div>
    </>
  )
}

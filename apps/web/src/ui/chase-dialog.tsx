import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { t, type Key } from '../text/t.ts'
import { useReturnFocus } from './return-focus.ts'

/** Words of a chase of one kind of thing; `done` and `refused` tell a count. */
export type ChaseWords = { title: string; words: Key; done: Key; refused: Key }
type Props = {
  words: ChaseWords
  /** Who is chased, and for what. */
  lines: { id: string; who: string; what: string | null }[]
  send: (note: string) => Promise<{ chased: string[]; refused: unknown[] }>
  close: () => void
  onDone?: () => void
}

/** One note to everybody in the list; afterwards it says how many were reached. */
export function ChaseDialog({ words, lines, send, close, onDone = () => {} }: Props) {
  useReturnFocus()
  const [note, setNote] = useState(() => t(words.words))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const chase = useMutation({
    mutationFn: () => send(note),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: async ({ chased, refused }) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t(words.done, { count: chased.length }) + (refused.length > 0 ? ` ${t(words.refused, { count: refused.length })}` : ''))
      close()
      onDone()
    },
  })
  return (
    <Modal open title={words.title} okText={t('chase.send')} onOk={() => chase.mutate()} confirmLoading={chase.isPending} onCancel={close} okButtonProps={{ disabled: note.trim() === '' }}>
      <ul className="chase-list">{lines.slice(0, 6).map(({ id, who, what }) => <li key={id}><strong>{who}</strong>{what !== null && `: ${what.slice(0, 90)}`}</li>)}</ul>
      {lines.length > 6 && <p className="quiet">{t('chase.andMore', { count: lines.length - 6 })}</p>}
      <label className="field-label" htmlFor="chase-note">{t('chase.note')}</label>
      <Input.TextArea id="chase-note" rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
    </Modal>
  )
}

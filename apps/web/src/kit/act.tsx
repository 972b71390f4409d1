import { useQueryClient } from '@tanstack/react-query'
import { ownActions, type RecordRow, type Register } from '@phaodai/registers'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { actOnRecord } from './api.ts'
import { actionWord, kit } from './words.ts'

/** Actions that every one of these records allows in its state and the post may do; voiding comes last. */
export function actionsFor(register: Register, rows: readonly RecordRow[], may: readonly string[]): string[] {
  if (rows.length === 0 || rows.some((row) => row.voidedAt !== null)) return []
  const named = ownActions(register).filter(([name, { from }]) => may.includes(name) && rows.every((row) => from.includes(row.state)))
  return [...named.map(([name]) => name), ...(may.includes('void') ? ['void'] : [])]
}

type Props = { register: Register; rows: RecordRow[]; may: readonly string[]; onDone: () => void }

/** Buttons of what can be done now, for one record or for all that are selected. */
export function Actions({ register, rows, may, onDone }: Props) {
  const [asked, ask] = useState<string | null>(null)
  const actions = actionsFor(register, rows, may)
  return (
    <>
      {actions.map((action, index) => (
        <Button key={action} size="small" type={index === 0 && action !== 'void' ? 'primary' : 'default'} danger={action === 'void'} onClick={() => ask(action)}>
          {action === 'void' ? kit('void') : actionWord(register, action)}
        </Button>
      ))}
      {asked !== null && <ActDialog {...{ register, rows, action: asked }} onClose={() => ask(null)} onDone={() => {
        ask(null)
        onDone()
      }} />}
    </>
  )
}

type DialogProps = { register: Register; rows: RecordRow[]; action: string; onClose: () => void; onDone: () => void }

/** Asks for the reason and does the action row by row; one refused row does not stop the others. */
function ActDialog({ register, rows, action, onClose, onDone }: DialogProps) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const needed = action === 'void' || register.actions[action]?.reason === true
  const run = async () => {
    const words = reason.trim()
    if (needed && words === '') return setFailure(kit('reasonNeeded'))
    setBusy(true)
    const results = await doEach(register, rows, action, words === '' ? undefined : words)
    setBusy(false)
    await queries.invalidateQueries({ queryKey: ['registers', register.name] })
    const failed = results.filter((result) => result !== null)
    if (rows.length > 1) void message.info(kit('bulkDone', { done: rows.length - failed.length, failed: failed.length }))
    if (failed[0] !== undefined) setFailure(failed[0])
    else onDone()
  }
  return (
    <Modal open title={action === 'void' ? kit('voidTitle') : actionWord(register, action)} onCancel={onClose} onOk={() => void run()} confirmLoading={busy} okText={action === 'void' ? kit('void') : actionWord(register, action)} cancelText={kit('cancel')} okButtonProps={{ danger: action === 'void' }}>
      {failure !== null && <Alert type="error" title={failure} role="alert" />}
      {rows.length > 1 && <p>{kit('selected', { n: rows.length })}</p>}
      <label className="kit-field"><span>{kit('reason')}{needed && ' *'}</span><Input.TextArea autoFocus value={reason} maxLength={2000} autoSize={{ minRows: 2 }} onChange={(event) => setReason(event.target.value)} /></label>
    </Modal>
  )
}

/** The refusal of each row in words, null where it was done. */
async function doEach(register: Register, rows: readonly RecordRow[], action: string, reason: string | undefined): Promise<(string | null)[]> {
  const results: (string | null)[] = []
  for (const { id, version } of rows) {
    results.push(await actOnRecord(register.name, id, version, action, reason).then(() => null, messageOf))
  }
  return results
}

import { App, Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { saveBlob } from '../ui/save-file.ts'
import { slipsBlob } from './api.ts'

/** Slips of one file: the server makes no more at once. */
const AT_ONCE = 50
type Running = { done: number; of: number }

/** Result slips of many: fifty a file, with how far it is, and a way to stop. */
export function ManySlips({ ids }: { ids: readonly string[] }) {
  const { message } = App.useApp()
  const [running, setRunning] = useState<Running | null>(null)
  const stopped = useRef(false)
  const print = async (format: 'docx' | 'pdf') => {
    stopped.current = false
    setRunning({ done: 0, of: ids.length })
    try {
      for (let from = 0; from < ids.length && !stopped.current; from += AT_ONCE) {
        const piece = ids.slice(from, from + AT_ONCE)
        saveBlob(await slipsBlob(piece, format), `${t('testing.slip.file')}-${from + 1}-${from + piece.length}.${format}`)
        setRunning({ done: from + piece.length, of: ids.length })
      }
    } catch (error) {
      void message.error(messageOf(error))
    }
    setRunning(null)
  }
  if (running !== null) return <p className="desk-tools" role="status"><Progress percent={Math.round(running.done / running.of * 100)} style={{ maxWidth: 260 }} aria-label={t('testing.slips')} /> {t('testing.slipsDone', running)} <Button size="small" onClick={() => { stopped.current = true }}>{t('testing.stop')}</Button></p>
  return <p className="desk-tools">{(['docx', 'pdf'] as const).map((format) => <Button key={format} disabled={ids.length === 0} onClick={() => void print(format)}>{t('testing.slips')} ({format === 'docx' ? 'Word' : 'PDF'}, {ids.length})</Button>)}</p>
}

import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { DirectiveDetail } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import type { PlacedWord, ScanWords } from './scan-words.ts'

/** Walks through doubtful words and puts right what was misread; each correction is read again at once. */
export function ScanTools({ directive, words }: { directive: DirectiveDetail; words: ScanWords }) {
  const { now, doubtful } = words
  return (
    <div className="scan-tools" role="toolbar" aria-label={t('scan.doubts', { count: doubtful.length })}>
      <Button size="small" icon={<LeftOutlined />} aria-label={t('scan.previous')} aria-keyshortcuts="p" disabled={doubtful.length === 0} onClick={() => words.step(-1)} />
      <Button size="small" icon={<RightOutlined />} aria-label={t('scan.next')} aria-keyshortcuts="n" disabled={doubtful.length === 0} onClick={() => words.step(1)} />
      {now === null ? <span role="status">{doubtful.length === 0 ? t('scan.noDoubts') : t('scan.doubts', { count: doubtful.length })}</span>
        : <WordField key={now.start} word={now} read={directive.text.slice(now.start, now.end)} words={words} />}
      <span className="grow" />
      <span className="quiet">{t('scan.keys')}</span>
    </div>
  )
}

function WordField({ word, read, words }: { word: PlacedWord; read: string; words: ScanWords }) {
  const [text, setText] = useState(read)
  const field = useRef<InputRef>(null)
  useEffect(() => field.current?.focus({ cursor: 'all', preventScroll: true }), [])
  const save = () => void words.correct(word, text.normalize('NFC').trim())
  return (
    <>
      <Input ref={field} size="small" value={text} disabled={words.busy} aria-label={t('scan.word', { n: word.page })} onChange={({ target }) => setText(target.value)}
        onPressEnter={save} onKeyDown={({ key }) => key === 'Escape' && words.look(null)} />
      <Button size="small" type="primary" loading={words.busy} onClick={save}>{text === read ? t('scan.confirm') : t('scan.save')}</Button>
    </>
  )
}

import { DownloadOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { t } from '../text/t.ts'
import { saveText } from '../ui/save-file.ts'

function keep(codes: readonly string[], username: string): void {
  saveText(t('factor.fileName'), `${t('factor.file')} ${username}\r\n\r\n${codes.join('\r\n')}\r\n`, 'text/plain;charset=utf-8')
}

/** Recovery codes, shown this once; leaving asks for a word that they were kept. */
export function RecoveryCodes({ codes, username, onDone }: { codes: readonly string[]; username: string; onDone: () => void }) {
  const [kept, setKept] = useState(false)
  return (
    <>
      <p><strong>{t('factor.codes')}</strong> {t('factor.codesWhat')}</p>
      <ul className="factor-codes" aria-label={t('factor.codes')}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <p><Button icon={<DownloadOutlined />} onClick={() => keep(codes, username)}>{t('factor.download')}</Button></p>
      <p><Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>{t('factor.kept')}</Checkbox></p>
      <Button type="primary" disabled={!kept} onClick={onDone}>{t('factor.done')}</Button>
    </>
  )
}

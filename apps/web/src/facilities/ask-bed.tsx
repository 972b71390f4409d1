import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { askBed } from './api.ts'

/** Đề nghị xếp giường: puts the person of a case or contact on the list of those who wait, by one click; `who` tells buttons of a list apart. */
export function AskBed({ source, id, who }: { source: 'case' | 'contact'; id: string; who?: string }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing()
  const [stayId, setStay] = useState<string | null>(null)
  if (!may('stay.create')) return null
  const ask = async () => {
    const asked = await act(() => askBed(source, id))
    if (asked !== null) setStay(asked.id)
  }
  if (stayId !== null) return <Link to={`/co-so/nguoi/${stayId}`}>{t('facilities.bedAsked')}</Link>
  return (
    <>
      <Button {...(source === 'contact' && { size: 'small' as const })} disabled={busy} {...(who !== undefined && { 'aria-label': `${t('facilities.askBed')}: ${who}` })} onClick={() => void ask()}>{t('facilities.askBed')}</Button>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
    </>
  )
}
